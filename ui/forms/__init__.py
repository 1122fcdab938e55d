"""Forms built from definitions in resources/forms.  They check nothing and save nothing."""
