; Vocabulary: src/parse/captures.ts.

(class_interface . (identifier) @name) @symbol.class
(class_interface . (identifier) @name category: (identifier)) @symbol.extension
(class_implementation . (identifier) @name) @symbol.extension
(protocol_declaration . (identifier) @name) @symbol.interface
(method_declaration . (method_type) . (identifier) @name) @symbol.method
(method_definition . (method_type) . (identifier) @name (compound_statement) @body) @symbol.method
(property_declaration (struct_declaration (struct_declarator (identifier) @name))) @symbol.property
(property_declaration (struct_declaration (struct_declarator (pointer_declarator declarator: (identifier) @name)))) @symbol.property
(function_definition declarator: (function_declarator declarator: (identifier) @name)) @symbol.function
(function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))) @symbol.function
(struct_specifier name: (type_identifier) @name body: (_)) @symbol.class
(enum_specifier name: (type_identifier) @name body: (_)) @symbol.enum
(enumerator name: (identifier) @name) @symbol.enumMember
(type_definition declarator: (type_identifier) @name) @symbol.type
(preproc_def name: (identifier) @name) @symbol.variable

(function_definition) @scope.function
(method_definition) @scope.function
(block_literal) @scope.function
(comment) @comment
(compound_statement) @block
[(if_statement) (for_statement) (while_statement) (case_statement) (conditional_expression) (catch_clause)] @branch

(preproc_include) @import
(module_import) @import
