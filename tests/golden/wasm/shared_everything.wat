(module
  (global $g (shared mut i32) (i32.const 1))
  (func (result i32) (global.atomic.get seqcst $g)))
