"""Views draw and signal; they ask nobody and decide nothing."""
