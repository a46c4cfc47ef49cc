; Definitions that TypeScript adds to ECMAScript.

(abstract_class_declaration name: (_) @name) @symbol.class
(interface_declaration name: (_) @name) @symbol.interface
(type_alias_declaration name: (_) @name value: (_) @type) @symbol.type
(enum_declaration name: (_) @name) @symbol.enum
(enum_body name: (_) @name @symbol.enumMember)
(enum_assignment name: (_) @name) @symbol.enumMember
(function_signature name: (_) @name) @symbol.function
(method_signature name: (_) @name) @symbol.method
(abstract_method_signature name: (_) @name) @symbol.method
(public_field_definition name: (_) @name) @symbol.property
(property_signature name: (_) @name) @symbol.property
(internal_module name: (_) @name) @symbol.namespace
(module name: (_) @name) @symbol.namespace

(required_parameter (accessibility_modifier) pattern: (identifier) @name) @symbol.parameterProperty
(required_parameter "readonly" pattern: (identifier) @name) @symbol.parameterProperty
(optional_parameter (accessibility_modifier) pattern: (identifier) @name) @symbol.parameterProperty
(optional_parameter "readonly" pattern: (identifier) @name) @symbol.parameterProperty

(function_signature) @scope.function
(method_signature) @scope.function
(abstract_method_signature) @scope.function
(function_type) @scope.function
(constructor_type) @scope.function
(call_signature) @scope.function
(construct_signature) @scope.function
(type_alias_declaration) @scope.type
(interface_declaration) @scope.type
(class_declaration) @scope.type
(abstract_class_declaration) @scope.type
(mapped_type_clause) @scope.type
(conditional_type) @scope.type
(interface_body) @block
(object_type) @block
(object_type) @object
(enum_body) @block
