(list . (symbol) @name) @reference.call
