(invocation_expression function: (identifier) @name arguments: (_) @arguments (#not-eq? @name "nameof")) @reference.call
(invocation_expression function: (generic_name (identifier) @name) arguments: (_) @arguments) @reference.call
(invocation_expression
  function: (member_access_expression expression: _ @receiver name: [(identifier) @name (generic_name (identifier) @name)])
  arguments: (_) @arguments) @reference.call
(invocation_expression
  function: (conditional_access_expression
    condition: _ @receiver
    (member_binding_expression name: [(identifier) @name (generic_name (identifier) @name)]))
  arguments: (_) @arguments) @reference.call
(constructor_initializer ["base" "this"] @name (argument_list) @arguments) @reference.call

(object_creation_expression
  type: [(identifier) @name (generic_name (identifier) @name)]) @reference.new
(object_creation_expression
  type: (qualified_name
    qualifier: (_) @receiver
    name: [(identifier) @name (generic_name (identifier) @name)])) @reference.new
; `Foo foo = new(…)` constructs what is declared.
(variable_declaration
  type: [(identifier) @name (generic_name (identifier) @name)]
  (variable_declarator (implicit_object_creation_expression (argument_list) @arguments))) @reference.new
(method_declaration
  returns: [(identifier) @name (generic_name (identifier) @name)]
  body: (arrow_expression_clause (implicit_object_creation_expression (argument_list) @arguments))) @reference.new
(property_declaration
  type: [(identifier) @name (generic_name (identifier) @name)]
  value: (arrow_expression_clause (implicit_object_creation_expression (argument_list) @arguments))) @reference.new
(property_declaration
  type: [(identifier) @name (generic_name (identifier) @name)]
  value: (implicit_object_creation_expression (argument_list) @arguments)) @reference.new

(attribute
  name: [(identifier) @name (generic_name (identifier) @name)]
  (attribute_argument_list)? @arguments) @reference.decorator
(attribute
  name: (qualified_name qualifier: (_) @receiver name: (identifier) @name)
  (attribute_argument_list)? @arguments) @reference.decorator

(base_list [(identifier) @name (generic_name (identifier) @name)] (#not-match? @name "^I[A-Z]")) @reference.extends
(base_list [(identifier) @name (generic_name (identifier) @name)] (#match? @name "^I[A-Z]")) @reference.implements
(base_list
  (qualified_name qualifier: (_) @receiver name: [(identifier) @name (generic_name (identifier) @name)])) @reference.extends
(base_list (primary_constructor_base_type type: (identifier) @name)) @reference.extends

(_ type: (identifier) @reference.type)
(_ returns: (identifier) @reference.type)
(type_argument_list (identifier) @reference.type)
(as_expression right: (identifier) @reference.type)
(is_expression right: (identifier) @reference.type)
(generic_name (identifier) @name) @reference.type
(_ type: (qualified_name qualifier: (_) @receiver name: (identifier) @name)) @reference.type
(_ returns: (qualified_name qualifier: (_) @receiver name: (identifier) @name)) @reference.type
(type_argument_list (qualified_name qualifier: (_) @receiver name: (identifier) @name)) @reference.type

(member_access_expression expression: _ @receiver name: (identifier) @name) @reference.member
(conditional_access_expression condition: _ @receiver (member_binding_expression name: (identifier) @name)) @reference.member
(object_creation_expression
  type: (_) @receiver
  initializer: (initializer_expression (assignment_expression left: (identifier) @name))) @reference.member
(recursive_pattern type: (_) @receiver (property_pattern_clause (subpattern . (identifier) @name))) @reference.member
(identifier) @reference.value

; A constrained type parameter stands for its bound.
(type_parameter_constraints_clause . (identifier) @pattern . (type_parameter_constraint type: (_) @type)) @binding.typeParameter

(_ parameters: (_ (parameter !type name: (_) @pattern) @binding.parameter))
(_ parameters: (_ (parameter type: (_) @type name: (_) @pattern . ("=" . (_) @value)?) @binding.parameter))
(_ parameters: (_ type: (_) @type name: (_) @pattern @rest @binding.parameter))
(lambda_expression parameters: (implicit_parameter) @pattern) @binding.parameter
; What a lambda without types is given is said by what it is passed to, or by the type of what it is assigned to.
(invocation_expression
  function: (_) @callee
  arguments: (argument_list (argument (lambda_expression) @expression) @argument)) @expected.argument
(object_creation_expression
  type: (_) @callee
  arguments: (argument_list (argument (lambda_expression) @expression) @argument)) @expected.argument
(method_declaration
  returns: (_) @callee
  body: (arrow_expression_clause
    (implicit_object_creation_expression
      (argument_list (argument (lambda_expression) @expression) @argument)))) @expected.argument
(property_declaration
  type: (_) @callee
  value: (_
    (implicit_object_creation_expression
      (argument_list (argument (lambda_expression) @expression) @argument)))) @expected.argument
(variable_declaration
  type: (_) @callee
  (variable_declarator
    (implicit_object_creation_expression
      (argument_list (argument (lambda_expression) @expression) @argument)))) @expected.argument
(variable_declaration type: (_) @type (variable_declarator (lambda_expression) @expression)) @expected.type
(class_declaration (parameter_list (parameter type: (_) @type name: (_) @pattern) @binding.local))
(struct_declaration (parameter_list (parameter type: (_) @type name: (_) @pattern) @binding.local))

(local_declaration_statement
  (variable_declaration type: (_) @type (variable_declarator . [(identifier) (tuple_pattern)] @pattern . (_)? @value))) @binding.local
(using_statement (variable_declaration type: (_) @type (variable_declarator . (identifier) @pattern . (_)? @value))) @binding.local
(for_statement
  initializer: (variable_declaration type: (_) @type (variable_declarator . (identifier) @pattern . (_)? @value))) @binding.local
(foreach_statement type: (_) @type left: (_) @pattern right: (_) @element) @binding.local
(from_clause name: (_) @pattern (_) @element .) @binding.local
(let_clause . (identifier) @pattern . (_) @value) @binding.local
(join_clause . (identifier) @pattern . (_) @element) @binding.local
(declaration_expression type: (_) @type name: (identifier) @pattern) @binding.local
(declaration_pattern type: (_) @type name: (identifier) @pattern) @binding.local
(recursive_pattern type: (_) @type name: (identifier) @pattern) @binding.local
(var_pattern name: (identifier) @pattern) @binding.local
(catch_declaration type: (_) @type name: (_) @pattern) @binding.local
