; Definitions that C++ adds to C's. Vocabulary: src/parse/captures.ts.

(declaration
  type: (type_identifier) @_module declarator: (identifier) @name
  (#eq? @_module "module")) @package

; An inline namespace is no part of the names in it.
((namespace_definition name: (_) @name body: (_)) @symbol.namespace (#not-match? @symbol.namespace "^inline"))
(class_specifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)] body: (_)) @symbol.class
(struct_specifier name: (template_type name: (type_identifier) @name) body: (_)) @symbol.class
(alias_declaration name: (type_identifier) @name type: (_) @type) @symbol.type
(concept_definition name: (identifier) @name) @symbol.type

; Members that stand in their class.
(field_declaration_list (function_definition type: (_)? @type declarator: [
  (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name)))
  (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name))
]) @symbol.method)
(field_declaration_list (field_declaration type: (_)? @type declarator: [
  (function_declarator declarator: [(field_identifier) (operator_name)] @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name)))
  (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))
]) @symbol.method)
(field_declaration_list (declaration type: (_)? @type declarator: [
  (function_declarator declarator: [(operator_name) (destructor_name)] @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: [(operator_name) (destructor_name)] @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(operator_name) (destructor_name)] @name)))
  (reference_declarator (function_declarator declarator: [(operator_name) (destructor_name)] @name))
]) @symbol.method)
(field_declaration_list (function_definition !type declarator: (function_declarator declarator: (identifier) @name)) @symbol.constructor)
(field_declaration_list (declaration !type declarator: (function_declarator declarator: (identifier) @name)) @symbol.constructor)
(field_declaration_list (template_declaration (function_definition type: (_)? @type declarator: [
  (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name)))
  (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name) (destructor_name)] @name))
]) @symbol.method))
(field_declaration_list (template_declaration (declaration type: (_) @type declarator: [
  (function_declarator declarator: [(identifier) (operator_name)] @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: [(identifier) (operator_name)] @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(identifier) (operator_name)] @name)))
  (reference_declarator (function_declarator declarator: [(identifier) (operator_name)] @name))
]) @symbol.method))
(field_declaration_list (template_declaration (declaration type: (_)? @type declarator: [
  (function_declarator declarator: [(operator_name) (destructor_name)] @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: [(operator_name) (destructor_name)] @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(operator_name) (destructor_name)] @name)))
  (reference_declarator (function_declarator declarator: [(operator_name) (destructor_name)] @name))
]) @symbol.method))
(field_declaration_list (template_declaration (function_definition !type declarator: (function_declarator declarator: (identifier) @name)) @symbol.constructor))
(field_declaration_list (template_declaration (declaration !type declarator: (function_declarator declarator: (identifier) @name)) @symbol.constructor))
(field_declaration type: (_) @type declarator: (reference_declarator (field_identifier) @name)) @symbol.property

; Members that stand outside of their class, and functions outside of their namespace.
(function_definition !type declarator: (function_declarator declarator: (qualified_identifier name: (identifier) @name) @owner)) @symbol.constructor
(function_definition type: (_)? @type declarator: [
  (function_declarator declarator: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name) @owner (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name) @owner))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name) @owner)))
  (reference_declarator (function_declarator declarator: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name) @owner))
]) @symbol.method
(function_definition !type declarator: (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (identifier) @name)) @owner)) @symbol.constructor
(function_definition type: (_)? @type declarator: [
  (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name)) @owner (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name)) @owner))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name)) @owner)))
  (reference_declarator (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name)) @owner))
]) @symbol.method
(function_definition !type declarator: (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: (identifier) @name))) @owner)) @symbol.constructor
(function_definition type: (_)? @type declarator: [
  (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name))) @owner (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name))) @owner))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name))) @owner)))
  (reference_declarator (function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @name))) @owner))
]) @symbol.method

; A test of a fixture class is a member of it.
(function_definition declarator: (function_declarator
  declarator: (identifier) @_test
  parameters: (parameter_list . (parameter_declaration type: (type_identifier) @owner) . (parameter_declaration type: (type_identifier) @name) .))
  (#match? @_test "^(TYPED_)?TEST(_F|_P)?$")) @symbol.method

; Functions that give a reference, operators, templates of prototypes.
(function_definition declarator: (function_declarator declarator: (identifier) @name (trailing_return_type (_) @type))) @symbol.function
(function_definition type: (_)? @type declarator: (reference_declarator (function_declarator declarator: (identifier) @name))) @symbol.function
(function_definition type: (_)? @type declarator: [
  (function_declarator declarator: (operator_name) @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: (operator_name) @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (operator_name) @name)))
  (reference_declarator (function_declarator declarator: (operator_name) @name))
]) @symbol.function
(translation_unit (declaration type: (_) @type declarator: (reference_declarator (function_declarator declarator: (identifier) @name))) @symbol.function)
(translation_unit (declaration type: (_) @type declarator: [
  (function_declarator declarator: (operator_name) @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: (operator_name) @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (operator_name) @name)))
  (reference_declarator (function_declarator declarator: (operator_name) @name))
]) @symbol.function)
(declaration_list (declaration type: (_) @type declarator: (reference_declarator (function_declarator declarator: (identifier) @name))) @symbol.function)
(declaration_list (declaration type: (_) @type declarator: [
  (function_declarator declarator: (operator_name) @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: (operator_name) @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (operator_name) @name)))
  (reference_declarator (function_declarator declarator: (operator_name) @name))
]) @symbol.function)
(template_declaration (declaration type: (_) @type declarator: [
  (function_declarator declarator: [(identifier) (operator_name)] @name (trailing_return_type (_) @type)?)
  (pointer_declarator (function_declarator declarator: [(identifier) (operator_name)] @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(identifier) (operator_name)] @name)))
  (reference_declarator (function_declarator declarator: [(identifier) (operator_name)] @name))
]) @symbol.function)

(declaration declarator: [
  (reference_declarator (identifier) @name)
  (init_declarator
    declarator: [(reference_declarator (identifier) @name) (structured_binding_declarator) @name] value: (_) @value)
]) @symbol.variable

(class_specifier body: (_)) @scope.class
(lambda_expression) @scope.function
(for_range_loop) @scope.block
(catch_clause) @scope.block
(template_declaration) @scope.type
(field_declaration declarator: [
  (function_declarator declarator: [(field_identifier) (operator_name)] parameters: (parameter_list [(parameter_declaration declarator: (_)) (optional_parameter_declaration declarator: (_))]))
  (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name)] parameters: (parameter_list [(parameter_declaration declarator: (_)) (optional_parameter_declaration declarator: (_))])))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(field_identifier) (operator_name)] parameters: (parameter_list [(parameter_declaration declarator: (_)) (optional_parameter_declaration declarator: (_))]))))
  (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] parameters: (parameter_list [(parameter_declaration declarator: (_)) (optional_parameter_declaration declarator: (_))])))
]) @scope.function
(declaration declarator: [
  (function_declarator declarator: [(identifier) (operator_name) (destructor_name)] parameters: (parameter_list [(parameter_declaration declarator: (_)) (optional_parameter_declaration declarator: (_))]))
  (pointer_declarator (function_declarator declarator: [(identifier) (operator_name) (destructor_name)] parameters: (parameter_list [(parameter_declaration declarator: (_)) (optional_parameter_declaration declarator: (_))])))
  (pointer_declarator (pointer_declarator (function_declarator declarator: [(identifier) (operator_name) (destructor_name)] parameters: (parameter_list [(parameter_declaration declarator: (_)) (optional_parameter_declaration declarator: (_))]))))
  (reference_declarator (function_declarator declarator: [(identifier) (operator_name) (destructor_name)] parameters: (parameter_list [(parameter_declaration declarator: (_)) (optional_parameter_declaration declarator: (_))])))
]) @scope.function

(type_parameter_declaration (type_identifier) @typeParameter)
(optional_type_parameter_declaration name: (type_identifier) @typeParameter)
(variadic_type_parameter_declaration (type_identifier) @typeParameter)

(requirement_seq) @block
[(for_range_loop) (catch_clause)] @branch
(binary_expression operator: ["and" "or"]) @branch
