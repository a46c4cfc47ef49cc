; Definitions that JavaScript and TypeScript share. Vocabulary: src/parse/captures.ts.

(class_declaration name: (_) @name) @symbol.class
(function_declaration name: (_) @name) @symbol.function
(generator_function_declaration name: (_) @name) @symbol.function
(method_definition name: (_) @name) @symbol.method
(variable_declarator name: (_) @name) @symbol.variable
(assignment_expression
  left: (identifier) @name
  right: [(arrow_function) (function_expression) (class) (parenthesized_expression)]) @symbol.assigned

(pair key: (_) @name value: (_) @value) @symbol.pair
(object) @object

; exports.x = …, module.exports.x = …, Foo.bar = …, Foo.prototype.bar = …, this.x = …, module.exports = …
(assignment_expression left: (member_expression object: (_) @owner property: (_) @name) right: (_) @value) @symbol.assignment

(export_statement value: [(arrow_function) (function_expression) (generator_function) (class) (object)] @value) @symbol.default

(function_declaration) @scope.function
(generator_function_declaration) @scope.function
(function_expression) @scope.function
(generator_function) @scope.function
(arrow_function) @scope.function
(method_definition) @scope.function
(class_body) @scope.class
(statement_block) @scope.block
(for_statement) @scope.block
(for_in_statement) @scope.block
(catch_clause) @scope.block
(switch_body) @scope.block

(object) @block
(array) @block
(template_string) @block
(decorator) @decorator
(comment) @comment

[
  (if_statement) (for_statement) (for_in_statement) (while_statement) (do_statement)
  (switch_case) (catch_clause) (ternary_expression)
  (binary_expression operator: ["&&" "||" "??"])
] @branch
