# Where `cmake --install` puts things. The front door looks for pylonctl-main beside itself.
include(GNUInstallDirs)
install(TARGETS pylonctl pylonctl-main RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${generated}/pylonctl.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${generated}/completion.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
  RENAME pylonctl)
install(FILES ${generated}/completion.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
  RENAME _pylonctl)
install(FILES ${generated}/completion.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
  RENAME pylonctl.fish)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES
  ${PROJECT_SOURCE_DIR}/Modules/catalog.schema.json
  ${PROJECT_SOURCE_DIR}/src/manifest/baseline.schema.json
  ${PROJECT_SOURCE_DIR}/src/manifest/manifest.schema.json
  ${PROJECT_SOURCE_DIR}/toolchain/hosts.schema.json
  ${PROJECT_SOURCE_DIR}/toolchain/lock.schema.json
  ${PROJECT_SOURCE_DIR}/toolchain/runners.schema.json
  ${PROJECT_SOURCE_DIR}/variants/variant.schema.json
  DESTINATION ${CMAKE_INSTALL_DATADIR}/pylonctl/schemas)
