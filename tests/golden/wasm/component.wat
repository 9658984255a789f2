;; A core module directly in the component, one in a nested component, and one that is there twice.
(component
  (core module $m (func (export "f") (result i32) (i32.extend8_s (i32.const 1))))
  (component $inner
    (core module (memory 1) (func (memory.copy (i32.const 0) (i32.const 1) (i32.const 2))))
    (component (core module)))
  (core module (import "env" "g" (global i32)))
  (core instance $i (instantiate $m))
  (func (export "f") (result s32) (canon lift (core func $i "f"))))
