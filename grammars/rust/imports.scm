(use_declaration) @import
(extern_crate_declaration) @import
(mod_item !body) @import
((attribute_item (attribute (identifier) @_path value: (string_literal))) @prefix . (mod_item !body) @import
  (#eq? @_path "path"))
