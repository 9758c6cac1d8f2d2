@echo off
rem Double-click: sets up if need be, runs, says how it went, opens the outbox, waits.
rem With arguments: sangkien.cmd check file.xlsx  hands them on and returns the exit code.
rem
rem For whoever mends this file: it is UTF-8 without a byte order mark and its lines end with CRLF.
rem Everything above chcp and every label is ASCII. Paths stand in quotes and never in a
rem parenthesised block, for a folder may be named "A & B (1)!". Nothing is installed of ourselves:
rem a .pth file that points to a folder such as "LDLD" with its strokes stops Python 3.11 and 3.12
rem at once on Windows; PYTHONPATH does not. A crash has a negative errorlevel: compare it with "0".
setlocal EnableExtensions DisableDelayedExpansion

set "OLD_CODE_PAGE="
for /f "tokens=2 delims=:." %%P in ('chcp') do set "OLD_CODE_PAGE=%%P"
chcp 65001 >nul

for %%H in ("%~dp0.") do set "HERE=%%~fH"
set "LOCK=%HERE%\requirements.lock"
set "VENV=%HERE%\.venv"
set "VENV_PYTHON=%VENV%\Scripts\python.exe"
set "STAMP=%VENV%\installed.lock"
set "PYTHONUTF8=1"
set "PYTHONHOME="
set "PYTHONPATH=%HERE%"

if not "%~1"=="" goto :pass_on

rem ---------------------------------------------------------------- double-click

cd /d "%HERE%" 2>nul
rem A network folder cannot be the current one: the workspace is named as well.
if not defined SANGKIEN_WORKSPACE set "SANGKIEN_WORKSPACE=%HERE%"
set "RC=1"
call :set_up
if not "%errorlevel%"=="0" goto :wait

"%VENV_PYTHON%" -P -m pipeline run
set "RC=%errorlevel%"
echo.
for %%C in (0 1 2 3 4 5 6) do if "%RC%"=="%%C" goto :result_%%C
echo Chương trình dừng giữa chừng, mã %RC%. Đề nghị chạy lại; nếu vẫn vậy,
echo đề nghị chụp màn hình này và gửi cho người phụ trách phần mềm.
goto :wait

:result_0
echo Đã tổng hợp xong. Báo cáo nằm trong thư mục outbox đang được mở.
goto :open_outbox

:result_3
echo Đã tổng hợp xong, nhưng có tệp không được nhận hoặc có dòng phải trả lại đơn vị để sửa.
echo Đề nghị xem thông báo ở trên và các tệp trong thư mục outbox đang được mở.
goto :open_outbox

:result_4
echo Tất cả các tệp trong thư mục inbox đều không được nhận, vì vậy chưa có số liệu nào.
echo Đề nghị xem lý do của từng tệp ở trên và trong thư mục outbox đang được mở.
goto :open_outbox

:result_2
echo Chưa thực hiện được: tệp campaign.toml hoặc tệp units.csv chưa đúng.
echo Đề nghị sửa theo thông báo ở trên rồi chạy lại.
goto :wait

:result_5
echo Chưa thực hiện được: một lần chạy khác chưa xong, hoặc một tệp trong thư mục outbox đang được mở.
echo Đề nghị đóng các tệp Word, Excel của thư mục outbox rồi chạy lại.
goto :wait

:result_6
echo Đã dừng vì số liệu không khớp hoặc dữ liệu đã lưu bị thay đổi. Đề nghị không sử dụng kết quả này,
echo giữ nguyên thư mục, chụp màn hình này và gửi cho người phụ trách phần mềm.
goto :wait

:result_1
echo Phần mềm gặp lỗi ngoài dự kiến. Các tệp trong thư mục inbox vẫn nguyên vẹn.
echo Đề nghị chụp màn hình này và gửi cho người phụ trách phần mềm.
goto :wait

:open_outbox
if exist "%SANGKIEN_WORKSPACE%\outbox" start "" "%SANGKIEN_WORKSPACE%\outbox"
goto :wait

:wait
echo.
echo Nhấn một phím bất kỳ để đóng cửa sổ này.
pause >nul
goto :leave

rem ---------------------------------------------------------------- with arguments

:pass_on
set "RC=1"
call :set_up
if not "%errorlevel%"=="0" goto :leave
"%VENV_PYTHON%" -P -m pipeline %*
set "RC=%errorlevel%"
goto :leave

:leave
if defined OLD_CODE_PAGE chcp %OLD_CODE_PAGE% >nul 2>nul
exit /b %RC%

rem ---------------------------------------------------------------- set-up: 0 done, 1 not
rem Its words go to stderr, for with arguments stdout belongs to the command.
rem The stamp is a copy of the lock, written last: a set-up cut short, or another lock, is begun anew.

:set_up
"%VENV_PYTHON%" -c "import filecmp, sys; sys.exit(not filecmp.cmp(sys.argv[1], sys.argv[2], shallow=False))" "%LOCK%" "%STAMP%" >nul 2>nul
if "%errorlevel%"=="0" exit /b 0
set "BASE_PYTHON="
call :find_python py -3
if not defined BASE_PYTHON call :find_python py -3.13
if not defined BASE_PYTHON call :find_python py -3.12
if not defined BASE_PYTHON call :find_python py -3.11
if not defined BASE_PYTHON call :find_python python
if not defined BASE_PYTHON goto :no_python
>&2 echo Đang cài đặt các thư viện. Lần đầu việc này mất vài phút và cần mạng Internet...
"%BASE_PYTHON%" -m venv --clear "%VENV%"
if not "%errorlevel%"=="0" goto :no_venv
"%VENV_PYTHON%" -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes --only-binary :all: -r "%LOCK%"
if not "%errorlevel%"=="0" goto :no_install
copy /y "%LOCK%" "%STAMP%" >nul
if not exist "%STAMP%" goto :no_install
>&2 echo Đã cài đặt xong.
exit /b 0

rem The true path of a fitting Python, 64 bits: what is called may be a launcher or a batch file.
:find_python
for /f "usebackq delims=" %%E in (`%* -c "import sys; fits = sys.version_info[:2] in {(3, 11), (3, 12), (3, 13)} and sys.maxsize.bit_length() == 63; print(sys.executable if fits else str())" 2^>nul`) do set "BASE_PYTHON=%%E"
exit /b 0

:no_python
>&2 echo Chưa tìm thấy Python 3.11, 3.12 hoặc 3.13 bản 64-bit trên máy này.
>&2 echo Đề nghị tải Python 3.13 tại trang python.org và cài đặt;
>&2 echo ở màn hình cài đặt đầu tiên, đánh dấu ô "Add python.exe to PATH". Sau đó chạy lại tệp này.
exit /b 1

:no_venv
>&2 echo Chưa tạo được thư mục .venv. Đề nghị kiểm tra quyền ghi và dung lượng trống của ổ đĩa,
>&2 echo đóng các cửa sổ khác đang chạy phần mềm này rồi chạy lại.
exit /b 1

:no_install
>&2 echo Chưa cài đặt được các thư viện. Đề nghị kiểm tra mạng Internet rồi chạy lại.
>&2 echo Nếu cơ quan dùng máy chủ proxy hoặc chặn tải tệp, đề nghị nhờ người phụ trách mạng giúp.
exit /b 1
