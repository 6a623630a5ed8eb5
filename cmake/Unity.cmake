# Where CMAKE_UNITY_BUILD is on (presets dev, fuzz, release, bench), eight files are compiled as one: the standard
# library's headers and templates, half of the work, are done once for all of them. The files below stand alone,
# because a short name of theirs (Options, kLine, at) is also the short name of a neighbour.
set(ENCLOSURE_COMPILED_ALONE
  app/cli/correct.cpp
  app/cli/credit.cpp
  app/cli/import.cpp
  app/cli/keys.cpp
  app/cli/lint.cpp
  app/cli/message_blocks.cpp
  app/cli/message_bounces.cpp
  app/cli/messages_import.cpp
  app/cli/messages_shadow.cpp
  app/cli/messages_what_if.cpp
  app/cli/notices.cpp
  app/cli/regenerate.cpp
  app/cli/render.cpp
  app/cli/run.cpp
  app/cli/serve.cpp
  app/config/config.cpp
  app/store/sqlite_transaction.cpp
  app/web/buyer_documents.cpp
  attachments/choose.cpp
  attachments/json_cursor.cpp
  attachments/language_chain.cpp
  attachments/read_driver.cpp
  attachments/read_product.cpp
  attachments/select.cpp
  attachments/told.cpp
  core/currency.cpp
  invoice/en16931/data.cpp
  invoice/layout/font_face.cpp
  invoice/layout/footer.cpp
  invoice/layout/lay_out.cpp
  invoice/layout/sheet.cpp
  invoice/layout/sheet_items.cpp
  invoice/layout/table.cpp
  invoice/pdf/digest.cpp
  invoice/pdf/haru_document.cpp
  invoice/pdf/palette.cpp
  invoice/rules/line_rules.cpp
  invoice/rules/peppol_rules.cpp
  invoice/rules/total_rules.cpp
  invoice/rules/vat_rules.cpp
  invoice/rules/xrechnung_rules.cpp
  invoice/tax/outcomes_untaxed.cpp
  invoice/xml/write_cii.cpp
  invoice/xml/write_ubl.cpp
  invoice/xml/xml_text.cpp
  messaging/mime/header.cpp
  messaging/mime/phrase.cpp
  messaging/mime/transfer_encoding.cpp
  messaging/policy/passages.cpp
  tests/architecture/fault_catalogue_test.cpp
  tests/attachments/selection_table_test.cpp
  tests/check/enclosure_file_test.cpp
  tests/check/hostile_enclosure_test.cpp
  tests/einvoice/terms.cpp
  tests/flow/config_test.cpp
  tests/flow/contact_test.cpp
  tests/flow/dispatch_test.cpp
  tests/flow/enclosures_test.cpp
  tests/flow/import_again_test.cpp
  tests/flow/invoicing_test.cpp
  tests/flow/issue_orders_test.cpp
  tests/flow/judged_enclosures_test.cpp
  tests/flow/order_state_test.cpp
  tests/flow/render_file_test.cpp
  tests/flow/scenario_pages_test.cpp
  tests/flow/second_factor_test.cpp
  tests/flow/take_bounces_test.cpp
  tests/import/own_order_test.cpp
  tests/invoice/layout/sample_sheet.cpp
  tests/invoice/pdf/broken_marking_test.cpp
  tests/invoice/pdf/sheet_test.cpp
  tests/invoice/tax/decide_buyers_test.cpp
  tests/invoice/tax/decide_goods_test.cpp
  tests/invoice/tax/decide_sellers_test.cpp
  tests/invoice/tax/decide_test.cpp
  tests/invoice/tax/grounds_test.cpp
  tests/invoice/tax/law_test.cpp
  tests/invoice/tax/triangulation_test.cpp
  tests/invoice/tax/vat_currency_test.cpp
  tests/messaging/compose_test.cpp
  tests/messaging/retry_test.cpp
  tests/products/check_files_test.cpp
  tests/products/planted_defects_test.cpp
  tests/smtp/smtp_tls_test.cpp
  tests/smtp/smtp_transport_test.cpp
  tests/store/buyer_events_conformance_test.cpp
  tests/store/evidence_conformance_test.cpp
  tests/store/links_conformance_test.cpp
  tests/store/messages_conformance_test.cpp
  tests/store/outbox_conformance_test.cpp
  tests/store/overview_conformance_test.cpp
  tests/support/pdf_rules/syntax.cpp
  tests/vies/vies_client_test.cpp
)
foreach(file IN LISTS ENCLOSURE_COMPILED_ALONE)
  if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${file})
    message(FATAL_ERROR "cmake/Unity.cmake names ${file}, which is not there")
  endif()
  get_filename_component(folder ${PROJECT_SOURCE_DIR}/${file} DIRECTORY)
  while(NOT EXISTS ${folder}/CMakeLists.txt)
    get_filename_component(folder ${folder} DIRECTORY)
  endwhile()
  if(ENCLOSURE_TESTS OR NOT file MATCHES "^tests/")
    set_source_files_properties(${PROJECT_SOURCE_DIR}/${file} DIRECTORY ${folder}
      PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endforeach()
