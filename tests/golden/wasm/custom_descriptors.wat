(module
  (rec
    (type $a (descriptor $b) (struct))
    (type $b (describes $a) (struct)))
  (func (param (ref null (exact $b))) (drop (struct.new_default_desc $a (local.get 0)))))
