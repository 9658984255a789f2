(module (func (param exnref) (throw_ref (local.get 0))))
