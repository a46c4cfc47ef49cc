; Definitions of Python. Vocabulary: src/parse/captures.ts.

(class_definition name: (_) @name) @symbol.class
(function_definition name: (_) @name) @symbol.function
(type_alias_statement
  left: (type [(identifier) @name (generic_type (identifier) @name)])
  right: (_) @type) @symbol.type
(assignment left: (identifier) @name) @symbol.variable
(assignment left: (attribute object: (identifier) @owner attribute: (_) @name)
  (#any-of? @owner "self" "cls")) @symbol.assignment

(function_definition) @scope.function
(lambda) @scope.function
(list_comprehension) @scope.block
(set_comprehension) @scope.block
(dictionary_comprehension) @scope.block
(generator_expression) @scope.block
(class_definition) @scope.class
(type) @scope.type

(block) @block
(dictionary) @block
(list) @block
(tuple) @block
(string) @block
(decorator) @decorator
(comment) @comment
(module . (comment)* . (expression_statement . (string) @docstring))
(class_definition body: (block . (expression_statement . (string) @docstring)))
(function_definition body: (block . (expression_statement . (string) @docstring)))

[
  (if_statement) (elif_clause) (for_statement) (while_statement) (case_clause) (except_clause)
  (conditional_expression) (boolean_operator) (if_clause)
] @branch
