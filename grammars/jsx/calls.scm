(jsx_opening_element name: (identifier) @name) @reference.jsx
(jsx_opening_element name: (member_expression object: (_) @receiver property: (_) @name)) @reference.jsx
(jsx_self_closing_element name: (identifier) @name) @reference.jsx
(jsx_self_closing_element name: (member_expression object: (_) @receiver property: (_) @name)) @reference.jsx
; A use of no component, like the opening tag.
((jsx_closing_element name: (identifier) @name) @reference.jsx (#match? @name "^[a-z]"))
(jsx_element) @block
(jsx_self_closing_element) @block
(jsx_opening_element
  name: (_) @callee
  attribute: (jsx_attribute (property_identifier) @key (jsx_expression [(arrow_function) (function_expression)] @expression))) @expected.attribute
(jsx_self_closing_element
  name: (_) @callee
  attribute: (jsx_attribute (property_identifier) @key (jsx_expression [(arrow_function) (function_expression)] @expression))) @expected.attribute
