(call !receiver method: [(identifier) (constant)] @name arguments: (_)? @arguments) @reference.call
(call receiver: (_) @receiver method: [(identifier) (constant)] @name arguments: (_)? @arguments) @reference.call
(call method: (super) @name arguments: (_)? @arguments) @reference.call
(super) @reference.call

(class superclass: (superclass (constant) @name)) @reference.extends
(class superclass: (superclass (scope_resolution scope: (_) @receiver name: (constant) @name))) @reference.extends
; Mixed in by the class itself, not by what one of its methods or blocks builds.
(class body: (body_statement
  (call
    !receiver
    method: (identifier) @_mix
    arguments: (argument_list
      [(constant) @name (scope_resolution scope: (_) @receiver name: (constant) @name)]) @reference.extends
    (#any-of? @_mix "include" "extend" "prepend"))))
(module body: (body_statement
  (call
    !receiver
    method: (identifier) @_mix
    arguments: (argument_list
      [(constant) @name (scope_resolution scope: (_) @receiver name: (constant) @name)]) @reference.extends
    (#any-of? @_mix "include" "extend" "prepend"))))
(singleton_class body: (body_statement
  (call
    !receiver
    method: (identifier) @_mix
    arguments: (argument_list
      [(constant) @name (scope_resolution scope: (_) @receiver name: (constant) @name)]) @reference.extends
    (#any-of? @_mix "include" "extend" "prepend"))))

(scope_resolution scope: (_) @receiver name: (constant) @name) @reference.member
(scope_resolution !scope name: (constant) @name) @reference.value
(constant) @reference.value
(identifier) @reference.value

(method_parameters (identifier) @pattern) @binding.parameter
(optional_parameter name: (identifier) @pattern value: (_) @value) @binding.parameter
(keyword_parameter name: (identifier) @pattern value: (_)? @value) @binding.parameter
(splat_parameter name: (identifier) @pattern @rest) @binding.parameter
(hash_splat_parameter name: (identifier) @pattern @rest) @binding.parameter
(block_parameter name: (identifier) @pattern @rest) @binding.parameter
(block_parameters (identifier) @pattern) @binding.parameter
(block_parameters (destructured_parameter (identifier) @pattern)) @binding.parameter
(lambda_parameters (identifier) @pattern) @binding.parameter

(assignment left: (identifier) @pattern right: (_) @value) @binding.local
(operator_assignment left: (identifier) @pattern right: (_) @value) @binding.local
(left_assignment_list (identifier) @pattern) @binding.local
(for pattern: (identifier) @pattern value: (in (_) @element)) @binding.local
(rescue
  exceptions: (exceptions . (_) @type)
  variable: (exception_variable (identifier) @pattern)) @binding.local
(rescue !exceptions variable: (exception_variable (identifier) @pattern)) @binding.local
(as_pattern value: (_) @type name: (identifier) @pattern) @binding.local
(call
  receiver: (_) @element
  method: (identifier) @_each
  block: [
    (block parameters: (block_parameters . (identifier) @pattern))
    (do_block parameters: (block_parameters . (identifier) @pattern))
  ]
  (#any-of? @_each "each" "map" "select" "reject" "find" "detect" "flat_map" "each_with_index" "any?" "all?" "sort_by" "filter" "group_by" "find_all")) @binding.local
