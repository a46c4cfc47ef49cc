(call_expression function: (identifier) @name arguments: (_) @arguments) @reference.call
(call_expression function: (field_expression value: (_) @receiver field: (field_identifier) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (scoped_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (generic_function function: (identifier) @name) arguments: (_) @arguments) @reference.call
(call_expression
  function: (generic_function function: (field_expression value: (_) @receiver field: (field_identifier) @name))
  arguments: (_) @arguments) @reference.call
(call_expression
  function: (generic_function function: (scoped_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name))
  arguments: (_) @arguments) @reference.call
(macro_invocation macro: (identifier) @name) @reference.call
(macro_invocation macro: (scoped_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name)) @reference.call

; `self::f` speaks of the module, not of a value: like `f` alone.
(call_expression function: (scoped_identifier path: (self) name: (_) @name) arguments: (_) @arguments) @reference.call
(call_expression
  function: (generic_function function: (scoped_identifier path: (self) name: (_) @name)) arguments: (_) @arguments) @reference.call
(struct_expression name: (scoped_type_identifier path: (self) name: (_) @name)) @reference.new
(scoped_type_identifier path: (self) name: (_) @name) @reference.type
(scoped_identifier path: (self) name: (identifier) @name) @reference.value

(struct_expression name: (type_identifier) @name) @reference.new
(struct_expression name: (scoped_type_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name)) @reference.new
(struct_expression name: (generic_type_with_turbofish type: (type_identifier) @name)) @reference.new

((attribute (identifier) @name) @reference.decorator
  (#not-any-of? @name
    "allow" "automatically_derived" "bench" "cfg" "cfg_attr" "cold" "default" "deny" "deprecated" "derive" "doc" "expect"
    "export_name" "forbid" "global_allocator" "ignore" "inline" "link" "link_name" "macro_export" "macro_use" "must_use"
    "no_mangle" "no_std" "non_exhaustive" "path" "proc_macro" "proc_macro_attribute" "proc_macro_derive" "repr" "rustfmt"
    "should_panic" "target_feature" "test" "track_caller" "unsafe" "used" "warn" "feature" "recursion_limit"))
(attribute (scoped_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name)) @reference.decorator

(impl_item trait: (type_identifier) @name) @reference.implements
(impl_item trait: (generic_type type: (type_identifier) @name)) @reference.implements
(impl_item trait: (scoped_type_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name)) @reference.implements
(impl_item trait: (generic_type type: (scoped_type_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name))) @reference.implements
(trait_item bounds: (trait_bounds (type_identifier) @name)) @reference.extends
(trait_item bounds: (trait_bounds (generic_type type: (type_identifier) @name))) @reference.extends
(trait_item bounds: (trait_bounds (scoped_type_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name))) @reference.extends

(field_expression value: (_) @receiver field: (field_identifier) @name) @reference.member
(scoped_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (identifier) @name) @reference.member
(scoped_type_identifier path: [(identifier) (scoped_identifier) (crate) (super) (bracketed_type) (generic_type)] @receiver name: (_) @name) @reference.type
(type_identifier) @reference.type
(identifier) @reference.value
(type_parameter name: (_) @typeParameter)

(parameter pattern: [(identifier) @pattern (reference_pattern (identifier) @pattern) (mut_pattern (identifier) @pattern)]) @binding.parameter
(closure_parameters [(identifier) @pattern (reference_pattern (identifier) @pattern)] @binding.parameter)

; A type parameter stands for its bound.
(type_parameter name: (_) @pattern bounds: (_) @type) @binding.local
(where_predicate left: (type_identifier) @pattern bounds: (_) @type) @binding.local

(for_expression pattern: [(identifier) @pattern (mut_pattern (identifier) @pattern) (reference_pattern (identifier) @pattern)] value: (_) @element) @binding.local
(tuple_pattern [(identifier) @pattern (mut_pattern (identifier) @pattern) (ref_pattern (identifier) @pattern)] @binding.local)
(tuple_struct_pattern type: (_)
  [(identifier) @pattern (ref_pattern (identifier) @pattern) (mut_pattern (identifier) @pattern) (reference_pattern (identifier) @pattern)] @binding.local)
(field_pattern name: (shorthand_field_identifier) @pattern) @binding.local
(field_pattern pattern: (identifier) @pattern) @binding.local
(captured_pattern . (identifier) @pattern) @binding.local
(match_arm pattern: (match_pattern . (identifier) @pattern)) @binding.local

; A tuple counts as its first part.
(let_declaration pattern: (tuple_pattern . [(identifier) @pattern (mut_pattern (identifier) @pattern)]) value: (_) @value) @binding.local

; `Some(x)` and `Ok(x)` hold what is matched.
((let_condition
  pattern: (tuple_struct_pattern type: (identifier) @_holder . [(identifier) @pattern (ref_pattern (identifier) @pattern) (mut_pattern (identifier) @pattern) (reference_pattern (identifier) @pattern)])
  value: (_) @value) @binding.local
  (#any-of? @_holder "Some" "Ok"))
((let_declaration
  pattern: (tuple_struct_pattern type: (identifier) @_holder . [(identifier) @pattern (ref_pattern (identifier) @pattern) (mut_pattern (identifier) @pattern)])
  value: (_) @value) @binding.local
  (#any-of? @_holder "Some" "Ok"))
((match_expression
  value: (_) @value
  body: (match_block (match_arm pattern: (match_pattern
    (tuple_struct_pattern type: (identifier) @_holder . [(identifier) @pattern (ref_pattern (identifier) @pattern) (mut_pattern (identifier) @pattern)]))))) @binding.local
  (#any-of? @_holder "Some" "Ok"))

; What closures get that run over the elements of a container.
((call_expression
  function: (field_expression value: (_) @element field: (field_identifier) @_over)
  arguments: (arguments . (closure_expression
    parameters: (closure_parameters . [(identifier) @pattern (reference_pattern (identifier) @pattern)])))) @binding.local
  (#any-of? @_over "map" "filter" "filter_map" "flat_map" "for_each" "any" "all" "find" "position" "partition" "take_while" "skip_while" "sort_by_key" "max_by_key" "min_by_key" "retain" "inspect"))
