; Definitions of C#. Vocabulary: src/parse/captures.ts.

(file_scoped_namespace_declaration name: (_) @name) @package
(namespace_declaration name: (_) @name) @symbol.namespace

(class_declaration name: (_) @name (#not-eq? @name "___")) @symbol.class
(struct_declaration name: (_) @name) @symbol.class
(record_declaration name: (_) @name) @symbol.class
(interface_declaration name: (_) @name) @symbol.interface
(enum_declaration name: (_) @name) @symbol.enum
(enum_member_declaration name: (_) @name) @symbol.enumMember
(delegate_declaration name: (_) @name) @type @symbol.type

; `extension(Foo foo) { … }`, as the repairs write it.
(class_declaration name: (_) @_word (parameter_list (parameter type: (_) @name)) (#eq? @_word "___")) @symbol.extension

(method_declaration returns: (_) @type name: (_) @name) @symbol.method
(local_function_statement type: (_) @type name: (_) @name) @symbol.function
(constructor_declaration name: (_) @name) @symbol.constructor
(destructor_declaration "~" @name) @symbol.method
(operator_declaration type: (_) @type operator: _ @name) @symbol.method
(conversion_operator_declaration "operator" @name type: (_) @type) @symbol.method

; Extension methods belong to the type of their first parameter, or to the bound of that type.
(method_declaration
  returns: (_) @type
  name: (_) @name
  parameters: (parameter_list . (parameter (modifier) @_this type: (_) @owner))
  (#eq? @_this "this")
  (#not-match? @owner "^T([A-Z]\\w*)?$")) @symbol.method
(method_declaration
  returns: (_) @type
  name: (_) @name
  parameters: (parameter_list . (parameter (modifier) @_this type: (identifier) @_parameter))
  (type_parameter_constraints_clause . (identifier) @_constrained . (type_parameter_constraint type: (_) @owner))
  (#eq? @_this "this")
  (#eq? @_parameter @_constrained)) @symbol.method

(property_declaration type: (_) @type name: (_) @name) @symbol.property
(property_declaration type: (_) @type name: (_) @name value: (arrow_expression_clause) @body) @symbol.property
(property_declaration type: (_) @type name: (_) @name accessors: (accessor_list (accessor_declaration body: (_))) @body) @symbol.property
(indexer_declaration type: (_) @type "this" @name) @symbol.property
(indexer_declaration type: (_) @type "this" @name value: (_) @body) @symbol.property
(indexer_declaration type: (_) @type "this" @name accessors: (accessor_list (accessor_declaration body: (_))) @body) @symbol.property
(event_declaration type: (_) @type name: (_) @name) @symbol.property
(event_declaration type: (_) @type name: (_) @name accessors: (accessor_list (accessor_declaration body: (_))) @body) @symbol.property

; Several fields may share one declaration, so they stand side by side as members of the type.
(field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name . (_)? @value))) @symbol.parameterProperty
(event_field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name))) @symbol.parameterProperty
(interface_declaration
  body: (declaration_list
    (event_field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name))) @symbol.property))
(record_declaration (parameter_list (parameter type: (_) @type name: (_) @name) @symbol.parameterProperty))

(class_declaration) @scope.class
(struct_declaration) @scope.class
(record_declaration) @scope.class
(interface_declaration) @scope.class
(enum_declaration) @scope.class
(method_declaration) @scope.function
(local_function_statement) @scope.function
(constructor_declaration) @scope.function
(destructor_declaration) @scope.function
(operator_declaration) @scope.function
(conversion_operator_declaration) @scope.function
(indexer_declaration) @scope.function
(delegate_declaration) @scope.function
(lambda_expression) @scope.function
(anonymous_method_expression) @scope.function
(block) @scope.block
(for_statement) @scope.block
(foreach_statement) @scope.block
(using_statement) @scope.block
(catch_clause) @scope.block
(switch_section) @scope.block
(switch_expression_arm) @scope.block
(query_expression) @scope.block

(accessor_list) @block
(initializer_expression) @block
(enum_member_declaration_list) @block
(switch_body) @block
(switch_expression) @block
(anonymous_object_creation_expression) @block
(raw_string_literal) @block
(collection_expression) @block
(attribute_list) @decorator
(comment) @comment
(type_parameter name: (_) @typeParameter)

[
  (if_statement) (for_statement) (foreach_statement) (while_statement) (do_statement)
  (switch_section) (switch_expression_arm) (catch_clause) (conditional_expression)
  (binary_expression operator: ["&&" "||" "??"])
] @branch
