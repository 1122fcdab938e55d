@echo off
rem Double-click to start. The first time prepares everything and takes some minutes.
cd /d "%~dp0.."
set "PYTHON=py -3"
%PYTHON% -c "" >nul 2>nul
if not "%errorlevel%"=="0" set "PYTHON=python"
%PYTHON% -c "" >nul 2>nul
if not "%errorlevel%"=="0" (
  echo Python 3.11 or newer is needed. Please ask your IT service for it.
  pause
  exit /b 1
)
%PYTHON% installer\bootstrap.py run
rem A crash ends with a negative number, which "if errorlevel 1" takes for success.
if not "%errorlevel%"=="0" pause
