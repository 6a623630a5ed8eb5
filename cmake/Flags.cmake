# One interface target carries the flags of the house, so that they never leak into foreign headers.
add_library(enclosure_flags INTERFACE)
target_include_directories(enclosure_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(enclosure_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough)
option(ENCLOSURE_WERROR "Treat warnings as errors" OFF)
if(ENCLOSURE_WERROR)
  target_compile_options(enclosure_flags INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these inside the standard library when sanitizers change the inlining.
  target_compile_options(enclosure_flags INTERFACE
    -Wno-null-dereference -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
  if(CMAKE_UNITY_BUILD)
    # A file that is read with seven others is no header, whatever GCC thinks of its unnamed namespace.
    target_compile_options(enclosure_flags INTERFACE -Wno-subobject-linkage)
  endif()
endif()
if(ENCLOSURE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # These four look at every use of a pointer: a third of the compiler's time. A null pointer stops under
    # AddressSanitizer as well, and the fuzzers, which clang builds, keep all of them.
    add_compile_options(-fno-sanitize=null,alignment,vptr,object-size)
  endif()
endif()
if(ENCLOSURE_FUZZ)
  # The fuzzer must see which ways through the readers it has found, not through the targets alone.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(ENCLOSURE_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
find_program(ENCLOSURE_CCACHE ccache)
if(ENCLOSURE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ENCLOSURE_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${ENCLOSURE_CCACHE})
endif()

# enclosure_library(name SOURCES... [PUBLIC libs...] [PRIVATE libs...]): one folder, one target.
function(enclosure_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC enclosure_flags ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()
