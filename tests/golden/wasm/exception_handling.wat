(module (tag $t (param i32))
  (func (result i32)
    (block $caught (result i32)
      (try_table (result i32) (catch $t $caught) (throw $t (i32.const 1))))))
