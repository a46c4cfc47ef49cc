(call function: (identifier) @name arguments: (_) @arguments) @reference.call
(call function: (attribute object: (_) @receiver attribute: (_) @name) arguments: (_) @arguments) @reference.call

(decorator (identifier) @name) @reference.decorator
(decorator (attribute object: (_) @receiver attribute: (_) @name)) @reference.decorator
(decorator (call function: (identifier) @name arguments: (_) @arguments)) @reference.decorator
(decorator (call function: (attribute object: (_) @receiver attribute: (_) @name) arguments: (_) @arguments)) @reference.decorator

(class_definition superclasses: (argument_list (identifier) @name)) @reference.extends
(class_definition superclasses: (argument_list (attribute object: (_) @receiver attribute: (_) @name))) @reference.extends
(class_definition superclasses: (argument_list (subscript value: (identifier) @name))) @reference.extends
(class_definition superclasses: (argument_list (subscript value: (attribute object: (_) @receiver attribute: (_) @name)))) @reference.extends

(attribute object: (_) @receiver attribute: (_) @name) @reference.member
(identifier) @reference.value
(type (string (string_content) @reference.typeText))

(parameters (identifier) @pattern) @binding.parameter
(parameters (typed_parameter . (_) @pattern) @binding.parameter)
(parameters (default_parameter name: (_) @pattern) @binding.parameter)
(parameters (typed_default_parameter name: (_) @pattern) @binding.parameter)
(parameters [(list_splat_pattern) (dictionary_splat_pattern)] @pattern @binding.parameter)
(lambda_parameters (identifier) @pattern @binding.parameter)
(lambda_parameters (default_parameter name: (_) @pattern) @binding.parameter)

(assignment left: [(pattern_list) (tuple_pattern) (list_pattern)] @pattern) @binding.local
(for_statement left: (_) @pattern right: (_) @element) @binding.local
(for_in_clause left: (_) @pattern right: (_) @element) @binding.local
(with_item value: (as_pattern (_) @value alias: (as_pattern_target) @pattern)) @binding.local
(except_clause value: (as_pattern (_) @type alias: (as_pattern_target) @pattern)) @binding.local
(named_expression name: (identifier) @pattern value: (_) @value) @binding.local
(case_pattern (as_pattern (_) @type (identifier) @pattern)) @binding.local

(return_statement (_) @value) @returned.statement
