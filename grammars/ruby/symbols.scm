; Definitions of Ruby. Vocabulary: src/parse/captures.ts.

(module name: (_) @name) @symbol.namespace
(class name: (_) @name) @symbol.class
(assignment
  left: (constant) @name
  right: (call receiver: (constant) @_maker method: (identifier) @_new)
  (#any-of? @_maker "Struct" "Class" "Data" "Module")
  (#any-of? @_new "new" "define")) @symbol.class
(method
  name: [(identifier) (constant) (operator)] @name
  body: [
    (body_statement (_) @result .)
    [(call) (identifier) (constant) (instance_variable)] @result
  ]?) @symbol.method
(method name: (setter name: (_) @name)) @symbol.method
(singleton_method
  name: [(identifier) (constant) (operator)] @name
  body: [
    (body_statement (_) @result .)
    [(call) (identifier) (constant) (instance_variable)] @result
  ]?) @symbol.method
(singleton_method name: (setter name: (_) @name)) @symbol.method
(call
  !receiver
  method: (identifier) @_attribute
  arguments: (argument_list (simple_symbol) @name @result)
  (#any-of? @_attribute "attr_reader" "attr_accessor" "attr_writer" "attr" "class_attribute" "mattr_accessor" "cattr_accessor")) @symbol.method
(call
  !receiver
  method: (identifier) @_define
  arguments: (argument_list . (simple_symbol) @name)
  (#any-of? @_define "define_method" "alias_method" "define_singleton_method")) @symbol.method
(alias name: (identifier) @name) @symbol.method
(assignment left: (constant) @name right: (_) @value) @symbol.variable
; Instance variables are members of the class around the method that assigns them.
(assignment left: [(instance_variable) (class_variable)] @name right: (_) @value) @symbol.parameterProperty
(operator_assignment left: [(instance_variable) (class_variable)] @name right: (_) @value) @symbol.parameterProperty

(method) @scope.function
(singleton_method) @scope.function
(lambda) @scope.function
(block) @scope.function
(do_block) @scope.function
(class) @scope.class
(module) @scope.class

(body_statement) @block
(do_block) @block
(block) @block
(then) @block
(hash) @block
(array) @block
(argument_list) @block
(comment) @comment

[
  (if) (elsif) (unless) (while) (until) (for) (when) (in_clause) (rescue) (conditional)
  (if_modifier) (unless_modifier) (while_modifier) (until_modifier) (rescue_modifier)
] @branch
(binary operator: ["&&" "||" "and" "or"]) @branch
