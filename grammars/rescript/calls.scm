(call_expression function: (value_identifier) @name arguments: (_) @arguments) @reference.call
(call_expression function: (value_identifier_path (_) @receiver (value_identifier) @name) arguments: (_) @arguments) @reference.call
(pipe_expression (value_identifier_path (_) @receiver (value_identifier) @name)) @reference.call
(type_identifier) @reference.type
