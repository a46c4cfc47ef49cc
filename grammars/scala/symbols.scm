; Vocabulary: src/parse/captures.ts.

(class_definition name: (identifier) @name) @symbol.class
(object_definition name: (identifier) @name) @symbol.class
(trait_definition name: (identifier) @name) @symbol.interface
(enum_definition name: (identifier) @name) @symbol.enum
(simple_enum_case name: (identifier) @name) @symbol.enumMember
(full_enum_case name: (identifier) @name) @symbol.enumMember
(type_definition name: (type_identifier) @name) @symbol.type
(compilation_unit (function_definition name: (_) @name) @symbol.function)
(block (function_definition name: (_) @name) @symbol.function)
(extension_definition (function_definition name: (_) @name) @symbol.function)
(template_body (function_definition name: (_) @name) @symbol.method)
(template_body (function_declaration name: (_) @name) @symbol.method)
(enum_body (function_definition name: (_) @name) @symbol.method)
(given_definition name: (identifier) @name) @symbol.variable
(val_definition pattern: (identifier) @name) @symbol.variable
(var_definition pattern: (identifier) @name) @symbol.variable
(val_declaration name: (identifier) @name) @symbol.property
(class_parameter name: (identifier) @name) @symbol.property

(template_body) @scope.class
(enum_body) @scope.class
(function_definition) @scope.function
(lambda_expression) @scope.function
(block) @scope.block
(comment) @comment
(block_comment) @comment
(annotation) @decorator
[(if_expression) (case_clause) (for_expression) (while_expression) (catch_clause)] @branch

(import_declaration) @import
