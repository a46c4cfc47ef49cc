; Definitions of PHP. Vocabulary: src/parse/captures.ts.

(program (namespace_definition name: (namespace_name) @name !body) @package)
(namespace_definition name: (namespace_name) @name body: (_)) @symbol.namespace

(class_declaration name: (name) @name) @symbol.class
(trait_declaration name: (name) @name) @symbol.class
(interface_declaration name: (name) @name) @symbol.interface
(enum_declaration name: (name) @name) @symbol.enum
(enum_case name: (name) @name) @symbol.enumMember
(function_definition name: (name) @name) @symbol.function
(method_declaration name: (name) @name) @symbol.method
(property_declaration
  type: (_)? @type
  (property_element name: (variable_name (name) @name) default_value: (_)? @value)) @symbol.property
(property_promotion_parameter type: (_)? @type name: (variable_name (name) @name)) @symbol.parameterProperty
(declaration_list (const_declaration type: (_)? @type (const_element . (name) @name (_)? @value)) @symbol.property)
(enum_declaration_list (const_declaration type: (_)? @type (const_element . (name) @name (_)? @value)) @symbol.property)
(program (const_declaration (const_element . (name) @name (_)? @value)) @symbol.variable)
(program (expression_statement
  (function_call_expression
    function: (name) @_define
    arguments: (arguments . (argument (string (string_content) @name))))
  (#eq? @_define "define")) @symbol.variable)

(function_definition) @scope.function
(method_declaration) @scope.function
(anonymous_function) @scope.function
(arrow_function) @scope.function
(class_declaration) @scope.class
(trait_declaration) @scope.class
(interface_declaration) @scope.class
(enum_declaration) @scope.class
(anonymous_class) @scope.class

(compound_statement) @block
(declaration_list) @block
(enum_declaration_list) @block
(match_block) @block
(array_creation_expression) @block
(arguments) @block
(attribute_list) @decorator
(comment) @comment

[
  (if_statement) (else_if_clause) (for_statement) (foreach_statement) (while_statement) (do_statement) (case_statement)
  (catch_clause) (conditional_expression) (match_conditional_expression)
] @branch
(binary_expression operator: ["&&" "||" "and" "or" "??"]) @branch
