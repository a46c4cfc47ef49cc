(method_invocation !object name: (_) @name arguments: (_) @arguments) @reference.call
(method_invocation object: (_) @receiver name: (_) @name arguments: (_) @arguments) @reference.call
(explicit_constructor_invocation constructor: [(this) (super)] @name arguments: (_) @arguments) @reference.call
(object_creation_expression type: (type_identifier) @name arguments: (_) @arguments) @reference.new
(object_creation_expression type: (generic_type . (type_identifier) @name) arguments: (_) @arguments) @reference.new
(object_creation_expression
  type: (scoped_type_identifier . (_) @receiver (type_identifier) @name .) arguments: (_) @arguments) @reference.new
(object_creation_expression
  type: (generic_type . (scoped_type_identifier . (_) @receiver (type_identifier) @name .))
  arguments: (_) @arguments) @reference.new
(method_reference . (identifier) @name "::" "new") @reference.new
(method_reference . (_) @receiver "::" (identifier) @name .) @reference.member

(marker_annotation name: (identifier) @name) @reference.decorator
(marker_annotation name: (scoped_identifier scope: (_) @receiver name: (_) @name)) @reference.decorator
(annotation name: (identifier) @name) @reference.decorator
(annotation name: (scoped_identifier scope: (_) @receiver name: (_) @name)) @reference.decorator

; The base of an anonymous class is known as the base of others is.
(object_creation_expression type: (type_identifier) @name (class_body)) @reference.extends
(object_creation_expression type: (generic_type . (type_identifier) @name) (class_body)) @reference.extends
(object_creation_expression
  type: (scoped_type_identifier . (_) @receiver (type_identifier) @name .) (class_body)) @reference.extends
(object_creation_expression
  type: (generic_type . (scoped_type_identifier . (_) @receiver (type_identifier) @name .))
  (class_body)) @reference.extends
(superclass (type_identifier) @name) @reference.extends
(superclass (generic_type . (type_identifier) @name)) @reference.extends
(superclass (scoped_type_identifier . (_) @receiver (type_identifier) @name .)) @reference.extends
(superclass (generic_type . (scoped_type_identifier . (_) @receiver (type_identifier) @name .))) @reference.extends
(super_interfaces (type_list (type_identifier) @name)) @reference.implements
(super_interfaces (type_list (generic_type . (type_identifier) @name))) @reference.implements
(super_interfaces (type_list (scoped_type_identifier . (_) @receiver (type_identifier) @name .))) @reference.implements
(super_interfaces
  (type_list (generic_type . (scoped_type_identifier . (_) @receiver (type_identifier) @name .)))) @reference.implements
(extends_interfaces (type_list (type_identifier) @name)) @reference.extends
(extends_interfaces (type_list (generic_type . (type_identifier) @name))) @reference.extends
(extends_interfaces (type_list (scoped_type_identifier . (_) @receiver (type_identifier) @name .))) @reference.extends
(extends_interfaces
  (type_list (generic_type . (scoped_type_identifier . (_) @receiver (type_identifier) @name .)))) @reference.extends

(scoped_type_identifier . (_) @receiver (type_identifier) @name .) @reference.type
(type_identifier) @reference.type
(record_pattern . (identifier) @reference.type)
(field_access object: (_) @receiver field: (identifier) @name) @reference.member
(primary_expression/identifier) @reference.value

(method_declaration parameters: (formal_parameters (formal_parameter type: (_) @type name: (_) @pattern) @binding.parameter))
(constructor_declaration parameters: (formal_parameters (formal_parameter type: (_) @type name: (_) @pattern) @binding.parameter))
(lambda_expression parameters: (formal_parameters (formal_parameter type: (_) @type name: (_) @pattern) @binding.parameter))
(method_declaration parameters: (formal_parameters
  (spread_parameter [(type_identifier) (scoped_type_identifier) (generic_type) (array_type) (integral_type) (floating_point_type) (boolean_type)] @type
    (variable_declarator name: (_) @pattern)) @rest @binding.parameter))
(constructor_declaration parameters: (formal_parameters
  (spread_parameter [(type_identifier) (scoped_type_identifier) (generic_type) (array_type) (integral_type) (floating_point_type) (boolean_type)] @type
    (variable_declarator name: (_) @pattern)) @rest @binding.parameter))
(inferred_parameters (identifier) @pattern @binding.parameter)
(lambda_expression parameters: (identifier) @pattern) @binding.parameter

(local_variable_declaration
  type: (_) @type declarator: (variable_declarator name: (_) @pattern value: (_)? @value)) @binding.local
(enhanced_for_statement type: (_) @type name: (_) @pattern value: (_) @element) @binding.local
(resource type: (_) @type name: (_) @pattern value: (_) @value) @binding.local
(catch_formal_parameter (catch_type) @type name: (_) @pattern) @binding.local
(instanceof_expression right: (_) @type name: (identifier) @pattern) @binding.local
(type_pattern (_) @type (identifier) @pattern .) @binding.local
(record_pattern_component (_) @type (identifier) @pattern .) @binding.local
