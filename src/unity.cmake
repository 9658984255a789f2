# compile_together(TARGET): its sources are compiled many at a time, in a third of the time: each header is
# read once, each template instantiated once. After a change all of a group is compiled again, so this is for whoever
# compiles everything (toolchain/bootstrap), not for writing code. Which files: unity_groups.py.
option(PYLON_UNITY "Compile sources many at a time: fast from nothing, slow after a change" OFF)
set(PYLON_UNITY_LINES 9000 CACHE STRING "Lines of code compiled at a time, at most")
if(PYLON_UNITY)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
endif()

function(compile_together target)
  if(NOT PYLON_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources EXCLUDE REGEX "/embedded/")
  execute_process(
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/src/unity_groups.py ${PYLON_UNITY_LINES} ${sources}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE lines COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "[\r\n]+" ";" lines "${lines}")
  foreach(line ${lines})
    string(REPLACE "\t" ";" line "${line}")
    list(GET line 0 group)
    list(GET line 1 source)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
