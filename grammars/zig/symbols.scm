; Vocabulary: src/parse/captures.ts.

(variable_declaration (identifier) @name (struct_declaration) @body) @symbol.class
(variable_declaration (identifier) @name (union_declaration) @body) @symbol.class
(variable_declaration (identifier) @name (opaque_declaration) @body) @symbol.class
(variable_declaration (identifier) @name (enum_declaration) @body) @symbol.enum
(source_file (function_declaration name: (identifier) @name) @symbol.function)
(struct_declaration (function_declaration name: (identifier) @name) @symbol.method)
(union_declaration (function_declaration name: (identifier) @name) @symbol.method)
(enum_declaration (function_declaration name: (identifier) @name) @symbol.method)
(test_declaration (string (string_content) @name) (block) @body) @symbol.function
(enum_declaration (container_field name: (identifier) @name) @symbol.enumMember)
(struct_declaration (container_field name: (identifier) @name) @symbol.property)
(union_declaration (container_field name: (identifier) @name) @symbol.property)
(source_file (variable_declaration . (identifier) @name) @symbol.variable)
(struct_declaration (variable_declaration . (identifier) @name) @symbol.variable)

(struct_declaration) @scope.class
(union_declaration) @scope.class
(enum_declaration) @scope.class
(function_declaration) @scope.function
(test_declaration) @scope.function
(comment) @comment
(block) @block
[(if_expression) (if_statement) (for_statement) (while_statement) (switch_case) (catch_expression)] @branch

((variable_declaration (builtin_function (builtin_identifier) @_import)) @import (#eq? @_import "@import"))
((variable_declaration (field_expression object: (builtin_function (builtin_identifier) @_import) @import)) (#eq? @_import "@import"))
