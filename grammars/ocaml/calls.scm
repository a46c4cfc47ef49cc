(application_expression function: (value_path . (value_name) @name)) @reference.call
(application_expression function: (value_path (module_path) @receiver (value_name) @name)) @reference.call
(method_invocation (_) @receiver (method_name) @name) @reference.call
(type_constructor_path (type_constructor) @name) @reference.type
