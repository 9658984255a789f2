# Writes files into a C++ source, one after the other, as `pylon::embedded::NAME` (base/embedded.hpp):
# cmake -DNAME=… -DFILES=a,b -DOUT=… -P embed.cmake
string(REPLACE "," ";" FILES "${FILES}")
set(text "")
foreach(file ${FILES})
  file(READ ${file} part)
  string(APPEND text "${part}")
endforeach()
string(FIND "${text}" ")embedded\"" at)
if(NOT at EQUAL -1)
  message(FATAL_ERROR "${FILES}: holds )embedded\", which ends the raw string")
endif()
file(WRITE ${OUT} "#include \"base/embedded.hpp\"\n\nnamespace pylon::embedded {\nconst std::string_view ${NAME} = R\"embedded(${text})embedded\";\n}\n")
