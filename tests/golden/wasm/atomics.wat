(module (memory 1 2 shared)
  (func (result i32) (atomic.fence) (i32.atomic.rmw.add (i32.const 0) (i32.const 1))))
