;; Try and catch as they were before exnref: what clang writes with -fwasm-exceptions unless told otherwise.
(module (tag $t (param i32))
  (func (result i32)
    try (result i32)
      i32.const 1
      throw $t
    catch $t
    catch_all
      rethrow 0
    end
    try $l
      try
      delegate $l
    catch_all
    end))
