; Vocabulary: src/parse/captures.ts.

(contract_declaration name: (identifier) @name) @symbol.class
(library_declaration name: (identifier) @name) @symbol.class
(interface_declaration name: (identifier) @name) @symbol.interface
(struct_declaration name: (identifier) @name) @symbol.class
(enum_declaration name: (identifier) @name) @symbol.enum
(enum_value) @name @symbol.enumMember
(event_definition name: (identifier) @name) @symbol.type
(error_declaration name: (identifier) @name) @symbol.type
(source_file (function_definition name: (identifier) @name) @symbol.function)
(contract_body (function_definition name: (identifier) @name) @symbol.method)
(modifier_definition name: (identifier) @name) @symbol.method
(constructor_definition "constructor" @name) @symbol.constructor
(state_variable_declaration name: (identifier) @name) @symbol.property
(constant_variable_declaration name: (identifier) @name) @symbol.variable

(contract_body) @scope.class
(function_definition) @scope.function
(constructor_definition) @scope.function
(modifier_definition) @scope.function
(comment) @comment
[(if_statement) (for_statement) (while_statement) (ternary_expression)] @branch

(import_directive) @import
