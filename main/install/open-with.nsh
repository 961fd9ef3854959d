; What the Windows installer adds to "Open with". The packager's own associations would make the app the default program.
!macro offerFor EXT
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".${EXT}" ""
  WriteRegNone SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Auspex.Table"
!macroend

!macro withdrawFrom EXT
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Auspex.Table"
!macroend

!macro eachTableOf DO
  !insertmacro ${DO} xlsx
  !insertmacro ${DO} xlsm
  !insertmacro ${DO} xls
  !insertmacro ${DO} xlsb
  !insertmacro ${DO} ods
  !insertmacro ${DO} csv
  !insertmacro ${DO} tsv
  !insertmacro ${DO} parquet
  !insertmacro ${DO} json
  !insertmacro ${DO} jsonl
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Auspex.Table\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Auspex.Table\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$appExe" "%1"'
  !insertmacro eachTableOf offerFor
  System::Call "shell32::SHChangeNotify(i,i,i,i) (0x08000000, 0x1000, 0, 0)"
!macroend

!macro customUnInstall
  !insertmacro eachTableOf withdrawFrom
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Auspex.Table"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  System::Call "shell32::SHChangeNotify(i,i,i,i) (0x08000000, 0x1000, 0, 0)"
!macroend
