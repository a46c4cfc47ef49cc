; Vocabulary: src/parse/captures.ts.

(class_declaration ["class" "struct" "actor"] name: (type_identifier) @name body: (_) @body) @symbol.class
(class_declaration "enum" name: (type_identifier) @name body: (_) @body) @symbol.enum
(class_declaration "extension" name: (user_type) @name body: (_) @body) @symbol.extension
(protocol_declaration name: (type_identifier) @name body: (_) @body) @symbol.interface
(typealias_declaration . (modifiers)? . name: (type_identifier) @name) @symbol.type
(source_file (function_declaration name: (simple_identifier) @name) @symbol.function)
(class_body (function_declaration name: (simple_identifier) @name) @symbol.method)
(enum_class_body (function_declaration name: (simple_identifier) @name) @symbol.method)
(function_body (statements (function_declaration name: (simple_identifier) @name) @symbol.function))
(protocol_function_declaration name: (simple_identifier) @name) @symbol.method
(init_declaration "init" @name) @symbol.constructor
(enum_entry name: (simple_identifier) @name @symbol.enumMember)
(property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @symbol.variable
(protocol_property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @symbol.property

(class_body) @scope.class
(enum_class_body) @scope.class
(protocol_body) @scope.class
(function_declaration) @scope.function
(init_declaration) @scope.function
(lambda_literal) @scope.function
(computed_property) @scope.function
(comment) @comment
(multiline_comment) @comment
(statements) @block
[(if_statement) (guard_statement) (for_statement) (while_statement) (switch_entry) (ternary_expression) (catch_block)] @branch

(import_declaration) @import
