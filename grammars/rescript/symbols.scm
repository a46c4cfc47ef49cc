; Vocabulary: src/parse/captures.ts.

(source_file (let_declaration (let_binding pattern: (value_identifier) @name body: (function) @value) @symbol.function))
(block (let_declaration (let_binding pattern: (value_identifier) @name body: (function)) @symbol.function))
(source_file (let_declaration (let_binding pattern: (value_identifier) @name) @symbol.variable))
(module_binding definition: (block (let_declaration (let_binding pattern: (value_identifier) @name) @symbol.variable)))
(external_declaration (value_identifier) @name) @symbol.function
(type_binding name: (type_identifier) @name) @symbol.type
(variant_declaration (variant_identifier) @name) @symbol.enumMember
(record_type_field (property_identifier) @name) @symbol.property
(module_binding name: (module_identifier) @name definition: (_) @body) @symbol.class

(function) @scope.function
(comment) @comment
(decorator) @decorator
[(if_expression) (switch_match) (ternary_expression) (for_expression) (while_expression)] @branch

(open_statement) @import
(include_statement) @import
