@echo off
rem The course's command: course --help. Maven builds it the first time, and when the course itself has changed.
setlocal
set "root=%~dp0"
set "root=%root:~0,-1%"
set "start=%root%\.course\start"
set builds=0

:begin
if not exist "%start%\java" goto first
set "java="
set "place="
for /f "usebackq delims=" %%l in ("%start%\java") do (
  if not defined java (set "java=%%l") else if not defined place (set "place=%%l")
)
if /i not "%place%"=="%root%" goto first
if not exist "%java%" goto first
"%java%" "@%start%\options" "-Dcourse.root=%root%" course.cli.Course %*
set status=%errorlevel%
rem 75: Build.NOT_CURRENT
if not %status%==75 exit /b %status%
if %builds% geq 2 (
  echo ./course was built twice, and its sources are others again, or something that was built is gone: does another program write there? Start it once more when that has ended. 1>&2
  exit /b 1
)
echo The course has changed: Maven builds it anew, without your exercises. 1>&2
goto build

:first
if %builds% geq 2 exit /b 1
echo Maven builds the course, without your exercises, which takes a minute or two. The next start takes a second. 1>&2

:build
set /a builds+=1
where mvn >nul 2>nul || (
  echo ./course is built by Maven, and there is no mvn here: install it, see https://maven.apache.org. 1>&2
  exit /b 1
)
if exist "%start%\java" del "%start%\java"
if not exist "%start%" mkdir "%start%"
pushd "%root%"
call mvn -B -q -T 1C process-test-classes -Pcommand >"%start%\build.log" 2>&1 <nul
set status=%errorlevel%
popd
if not %status%==0 (
  if exist "%start%\java" del "%start%\java"
  findstr /b /c:"[ERROR]" "%start%\build.log" 1>&2
  echo ./course could not be built: all that Maven said is in %start%\build.log. 1>&2
  exit /b 1
)
goto begin
