; Vocabulary: src/parse/captures.ts.

(compilation_unit (value_definition (let_binding pattern: (value_name) @name (parameter)) @symbol.function))
(structure (value_definition (let_binding pattern: (value_name) @name (parameter)) @symbol.function))
(compilation_unit (value_definition (let_binding pattern: (value_name) @name body: (fun_expression)) @symbol.function))
(compilation_unit (value_definition (let_binding pattern: (value_name) @name body: (function_expression)) @symbol.function))
(structure (value_definition (let_binding pattern: (value_name) @name body: (fun_expression)) @symbol.function))
(structure (value_definition (let_binding pattern: (value_name) @name body: (function_expression)) @symbol.function))
(compilation_unit (value_definition (let_binding pattern: (value_name) @name) @symbol.variable))
(structure (value_definition (let_binding pattern: (value_name) @name) @symbol.variable))
(value_specification (value_name) @name) @symbol.function
(external (value_name) @name) @symbol.function
(type_binding name: (type_constructor) @name) @symbol.type
(constructor_declaration (constructor_name) @name) @symbol.enumMember
(field_declaration (field_name) @name) @symbol.property
(module_binding name: (module_name) @name body: (_) @body) @symbol.class
(module_type_definition name: (module_type_name) @name body: (_) @body) @symbol.interface
(class_binding name: (class_name) @name body: (_) @body) @symbol.class
(method_definition name: (method_name) @name body: (_) @body) @symbol.method

(let_binding (parameter)) @scope.function
(fun_expression) @scope.function
(method_definition) @scope.function
(comment) @comment
[(if_expression) (match_case) (for_expression) (while_expression)] @branch

(open_module) @import
(include_module) @import
