@echo off
rem Double-click to start. The first time prepares everything and takes some minutes.
cd /d "%~dp0.."
where py >nul 2>nul
if errorlevel 1 (
  echo Python 3.11 or newer is needed. Please ask your IT service for it.
  pause
  exit /b 1
)
py -3 installer\bootstrap.py run
if errorlevel 1 pause
