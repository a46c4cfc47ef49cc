; A body follows its signature as a sibling. Vocabulary: src/parse/captures.ts.

(class_definition name: (identifier) @name) @symbol.class
(mixin_declaration (mixin) . (identifier) @name (class_body) @body) @symbol.class
(extension_declaration name: (identifier) @name body: (_) @body) @symbol.class
(enum_declaration name: (identifier) @name) @symbol.enum
(enum_constant name: (identifier) @name) @symbol.enumMember
(type_alias . (type_identifier) @name) @symbol.type
(program (function_signature name: (identifier) @name) @symbol.function . (function_body) @body)
(program (getter_signature name: (identifier) @name) @symbol.function . (function_body) @body)
((method_signature (function_signature name: (identifier) @name)) @symbol.method . (function_body) @body)
((method_signature (getter_signature name: (identifier) @name)) @symbol.method . (function_body) @body)
((method_signature (setter_signature name: (identifier) @name)) @symbol.method . (function_body) @body)
((method_signature (constructor_signature . name: (identifier) @name)) @symbol.constructor . (function_body) @body)
((method_signature (factory_constructor_signature . (identifier) @name)) @symbol.constructor . (function_body) @body)
(declaration (function_signature name: (identifier) @name)) @symbol.method
(declaration (getter_signature name: (identifier) @name)) @symbol.method
(declaration (constructor_signature . name: (identifier) @name .)) @symbol.constructor
(declaration (constructor_signature . name: (identifier) @name . parameters: (_))) @symbol.constructor
(declaration (initialized_identifier_list (initialized_identifier . (identifier) @name @symbol.property)))
(declaration (static_final_declaration_list (static_final_declaration . (identifier) @name @symbol.property)))
(program (static_final_declaration_list (static_final_declaration . (identifier) @name) @symbol.variable))
(program (initialized_identifier_list (initialized_identifier . (identifier) @name) @symbol.variable))

(class_body) @scope.class
(extension_body) @scope.class
(function_body) @scope.function
(function_expression) @scope.function
(comment) @comment
(documentation_comment) @comment
(block) @block
(annotation) @decorator
[(if_statement) (for_statement) (while_statement) (conditional_expression) (catch_clause)] @branch

(library_import) @import
(library_export) @import
(part_directive) @import
