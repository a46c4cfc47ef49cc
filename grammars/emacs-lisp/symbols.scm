; Vocabulary: src/parse/captures.ts.

(function_definition name: (symbol) @name parameters: (_) . (_) @body) @symbol.function
(macro_definition name: (symbol) @name parameters: (_) . (_) @body) @symbol.function
((list . (symbol) @_def . (symbol) @name . (_) . (_) @body) @symbol.function
  (#match? @_def "^(cl-(defun|defmacro|defmethod|defgeneric)|define-(minor|derived|globalized-minor)-mode|transient-define-(prefix|suffix|infix|argument)|ert-deftest)$"))
((list . (symbol) @_def . (symbol) @name) @symbol.class (#any-of? @_def "defclass" "cl-defstruct"))
((list . (symbol) @_def . (symbol) @name) @symbol.variable
  (#any-of? @_def "defcustom" "defface" "defvar-local" "defvar-keymap"))
(special_form . ["defvar" "defconst"] . (symbol) @name) @symbol.variable

(function_definition) @scope.function
(macro_definition) @scope.function
(function_definition docstring: (string) @docstring)
(macro_definition docstring: (string) @docstring)
((list . (symbol) @_def . (symbol) . (_) . (string) @docstring) (#match? @_def "def"))
(comment) @comment
(special_form . ["if" "cond" "while" "and" "or"]) @branch

((list . (symbol) @_require . (quote (symbol))) @import (#eq? @_require "require"))
