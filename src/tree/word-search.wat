;; Looks for words in the bytes of a file. `npm run embed` assembles it into word-search-program.ts.
;;
;; The memory, filled by word-search.ts:
;;       0  a bit for each value of $hash that the beginning of some word has
;;    8192  for each 16 values of $hash the address of an entry, or 0
;;   24576  for each byte 1 where it can stand in an identifier, else 0
;;   24832  entries: next entry with the same head (i32), length of the word (i32), 1 when it was found (i32), the word
;;      ...  the bytes to search, and behind them room to read on: 64 bytes and the length of the longest word
(module
  (memory (export "memory") 8)

  ;; The address from $from on where a word stands that ends before $end, or -1. $edges: bit 0, no identifier may go on in
  ;; front of it; bit 1, nor behind it. Sixteen places at a time are tried for two bytes of the word, those at the offsets
  ;; $first and $second; where both stand the word is compared.
  (func (export "find")
    (param $from i32) (param $end i32) (param $word i32) (param $length i32)
    (param $first i32) (param $second i32) (param $edges i32) (result i32)
    (local $a v128) (local $b v128) (local $last i32) (local $places i32) (local $place i32)
    (local $firsts i32) (local $seconds i32)
    (local.set $a (v128.load8_splat (i32.add (local.get $word) (local.get $first))))
    (local.set $b (v128.load8_splat (i32.add (local.get $word) (local.get $second))))
    (local.set $last (i32.sub (local.get $end) (local.get $length)))
    (block $none
      (loop $next
        ;; Most of a text has none of such places: 64 bytes are passed over at a time.
        (block $some
          (loop $skip
            (br_if $none (i32.gt_s (local.get $from) (local.get $last)))
            (local.set $firsts (i32.add (local.get $from) (local.get $first)))
            (local.set $seconds (i32.add (local.get $from) (local.get $second)))
            (br_if $some
              (v128.any_true
                (v128.or
                  (v128.or
                    (v128.and
                      (i8x16.eq (v128.load (local.get $firsts)) (local.get $a))
                      (i8x16.eq (v128.load (local.get $seconds)) (local.get $b)))
                    (v128.and
                      (i8x16.eq (v128.load offset=16 (local.get $firsts)) (local.get $a))
                      (i8x16.eq (v128.load offset=16 (local.get $seconds)) (local.get $b))))
                  (v128.or
                    (v128.and
                      (i8x16.eq (v128.load offset=32 (local.get $firsts)) (local.get $a))
                      (i8x16.eq (v128.load offset=32 (local.get $seconds)) (local.get $b)))
                    (v128.and
                      (i8x16.eq (v128.load offset=48 (local.get $firsts)) (local.get $a))
                      (i8x16.eq (v128.load offset=48 (local.get $seconds)) (local.get $b)))))))
            (local.set $from (i32.add (local.get $from) (i32.const 64)))
            (br $skip)))
        (local.set $places
          (i8x16.bitmask
            (v128.and
              (i8x16.eq (v128.load (local.get $firsts)) (local.get $a))
              (i8x16.eq (v128.load (local.get $seconds)) (local.get $b)))))
        (block $tried
          (loop $try
            (br_if $tried (i32.eqz (local.get $places)))
            (local.set $place (i32.add (local.get $from) (i32.ctz (local.get $places))))
            (br_if $none (i32.gt_s (local.get $place) (local.get $last)))
            (if (call $stands (local.get $place) (local.get $word) (local.get $length) (local.get $edges))
              (then (return (local.get $place))))
            (local.set $places (i32.and (local.get $places) (i32.sub (local.get $places) (i32.const 1))))
            (br $try)))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (br $next)))
    (i32.const -1))

  (func $stands (param $place i32) (param $word i32) (param $length i32) (param $edges i32) (result i32)
    (local $at i32)
    (loop $next
      (if (i32.ne
            (i32.load8_u (i32.add (local.get $place) (local.get $at)))
            (i32.load8_u (i32.add (local.get $word) (local.get $at))))
        (then (return (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $length))))
    (i32.eqz
      (i32.or
        (i32.and
          (i32.and (local.get $edges) (i32.const 1))
          (call $identifier (i32.sub (local.get $place) (i32.const 1))))
        (i32.and
          (i32.shr_u (local.get $edges) (i32.const 1))
          (call $identifier (i32.add (local.get $place) (local.get $length)))))))

  (func $identifier (param $place i32) (result i32)
    (i32.load8_u offset=24576 (i32.load8_u (local.get $place))))

  ;; Marks the entries of all words that stand between two addresses as identifiers. In front of $from and at $end no
  ;; identifier may go on.
  (func (export "mark") (param $from i32) (param $end i32)
    (local $bits i64) (local $starts i64) (local $before i64) (local $left i32)
    (block $done
      (loop $next
        (local.set $left (i32.sub (local.get $end) (local.get $from)))
        (br_if $done (i32.le_s (local.get $left) (i32.const 0)))
        (local.set $bits
          (i64.or
            (i64.or
              (i64.extend_i32_u (call $identifiers (local.get $from)))
              (i64.shl (i64.extend_i32_u (call $identifiers (i32.add (local.get $from) (i32.const 16)))) (i64.const 16)))
            (i64.or
              (i64.shl (i64.extend_i32_u (call $identifiers (i32.add (local.get $from) (i32.const 32)))) (i64.const 32))
              (i64.shl (i64.extend_i32_u (call $identifiers (i32.add (local.get $from) (i32.const 48)))) (i64.const 48)))))
        (if (i32.lt_s (local.get $left) (i32.const 64))
          (then
            (local.set $bits
              (i64.and
                (local.get $bits)
                (i64.sub (i64.shl (i64.const 1) (i64.extend_i32_u (local.get $left))) (i64.const 1))))))
        (local.set $starts
          (i64.and
            (local.get $bits)
            (i64.xor (i64.or (i64.shl (local.get $bits) (i64.const 1)) (local.get $before)) (i64.const -1))))
        (local.set $before (i64.shr_u (local.get $bits) (i64.const 63)))
        (block $tried
          (loop $try
            (br_if $tried (i64.eqz (local.get $starts)))
            (call $markAt (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $starts)))))
            (local.set $starts (i64.and (local.get $starts) (i64.sub (local.get $starts) (i64.const 1))))
            (br $try)))
        (local.set $from (i32.add (local.get $from) (i32.const 64)))
        (br $next))))

  ;; A bit for each of sixteen bytes that can stand in an identifier. A byte is looked up by both its halves; the bits of
  ;; the tables are: 1 for `$`, 2 for digits, 4 for rows 4 and 6 (@A-O, `a-o), 8 for row 5 (P-Z, _), 16 for row 7 (p-z),
  ;; 32 for bytes above 127.
  (func $identifiers (param $place i32) (result i32)
    (local $bytes v128)
    (local.set $bytes (v128.load (local.get $place)))
    (i8x16.bitmask
      (i8x16.ne
        (v128.and
          (i8x16.swizzle
            (v128.const i8x16 0x3a 0x3e 0x3e 0x3e 0x3f 0x3e 0x3e 0x3e 0x3e 0x3e 0x3c 0x24 0x24 0x24 0x24 0x2c)
            (v128.and (local.get $bytes) (i8x16.splat (i32.const 15))))
          (i8x16.swizzle
            (v128.const i8x16 0 0 1 2 4 8 4 16 32 32 32 32 32 32 32 32)
            (i8x16.shr_u (local.get $bytes) (i32.const 4))))
        (v128.const i64x2 0 0))))

  ;; Marks the entry whose word is the identifier that begins at a place.
  (func $markAt (param $place i32)
    (local $hash i32) (local $entry i32)
    (local.set $hash (call $hash (i32.load (local.get $place))))
    (if (i32.and
          (i32.shr_u
            (i32.load8_u (i32.shr_u (local.get $hash) (i32.const 3)))
            (i32.and (local.get $hash) (i32.const 7)))
          (i32.const 1))
      (then
        (local.set $entry
          (i32.load offset=8192 (i32.shl (i32.shr_u (local.get $hash) (i32.const 4)) (i32.const 2))))
        (block $done
          (loop $next
            (br_if $done (i32.eqz (local.get $entry)))
            (if (call $stands
                  (local.get $place)
                  (i32.add (local.get $entry) (i32.const 12))
                  (i32.load offset=4 (local.get $entry))
                  (i32.const 2))
              (then (i32.store offset=8 (local.get $entry) (i32.const 1))))
            (local.set $entry (i32.load (local.get $entry)))
            (br $next))))))

  ;; Of the first four bytes of a word, below 65536.
  (func $hash (export "hash") (param $bytes i32) (result i32)
    (i32.shr_u (i32.mul (local.get $bytes) (i32.const 0x9e3779b1)) (i32.const 16))))
