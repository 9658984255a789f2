# `cpack` in the build folder: pylonctl-VERSION-Linux.tar.gz and pylonctl_VERSION_ARCH.deb.
set(CPACK_PACKAGE_NAME pylonctl)
set(CPACK_PACKAGE_VENDOR "the pylon project")
set(CPACK_PACKAGE_CONTACT "the pylon project <pylon@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
# Which libraries, dpkg-shlibdeps sees, but for libcurl, which is loaded when it is needed; which programs a build runs,
# toolchain/debian-packages.txt says.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libcurl4t64 | libcurl4, ninja-build, patch")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "git, ccache, ca-certificates")
# Packing packs what is built; it builds nothing, tests least of all.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
include(CPack)
