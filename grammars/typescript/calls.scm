(extends_clause value: (identifier) @name) @reference.extends
(extends_clause value: (member_expression object: (_) @receiver property: (_) @name)) @reference.extends
(extends_type_clause type: (type_identifier) @name) @reference.extends
(extends_type_clause type: (generic_type name: (type_identifier) @name)) @reference.extends
(extends_type_clause type: (nested_type_identifier module: (_) @receiver name: (_) @name)) @reference.extends
(extends_type_clause type: (generic_type name: (nested_type_identifier module: (_) @receiver name: (_) @name))) @reference.extends
(implements_clause (type_identifier) @name) @reference.implements
(implements_clause (generic_type name: (type_identifier) @name)) @reference.implements
(implements_clause (nested_type_identifier module: (_) @receiver name: (_) @name)) @reference.implements
(implements_clause (generic_type name: (nested_type_identifier module: (_) @receiver name: (_) @name))) @reference.implements

(nested_type_identifier module: (_) @receiver name: (_) @name) @reference.type
(type_identifier) @reference.type
(type_parameter name: (_) @typeParameter)
(mapped_type_clause name: (_) @typeParameter)
(infer_type . (type_identifier) @typeParameter)
(type_query (identifier) @name) @reference.type
(type_query (member_expression object: (_) @receiver property: (_) @name)) @reference.type

(required_parameter pattern: (_) @pattern) @binding.parameter
(optional_parameter pattern: (_) @pattern) @binding.parameter

(variable_declarator
  type: (type_annotation) @type
  value: [(arrow_function) (function_expression) (object)] @expression) @expected.type
(public_field_definition
  type: (type_annotation) @type
  value: [(arrow_function) (function_expression) (object)] @expression) @expected.type
(required_parameter
  type: (type_annotation) @type
  value: [(arrow_function) (function_expression) (object)] @expression) @expected.type
(satisfies_expression . [(arrow_function) (function_expression) (object)] @expression (_) @type .) @expected.type
(as_expression . [(arrow_function) (function_expression) (object)] @expression (_) @type .) @expected.type
(assignment_expression left: (_) @target right: [(arrow_function) (function_expression)] @expression) @expected.target

(interface_body (call_signature) @signature.call)
(object_type (call_signature) @signature.call)
