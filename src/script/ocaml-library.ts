/**
 * What scripts in OCaml see, as a program: the modules `Coccilib`, open to scripts, and the part of `Ast_c` that can do
 * with texts. Names and types are those of Coccinelle's manual page. Only `Vedalia` is our own: it reads requests, whose
 * fields are separated by tabs, and writes replies, a line of JSON each behind a mark.
 */
export const OCAML_LIBRARY: string = String.raw`
module Vedalia = struct
  type pos = {
    current_element : string;
    current_element_line : int;
    current_element_col : int;
    current_element_line_end : int;
    current_element_col_end : int;
    file : string;
    line : int;
    col : int;
    line_end : int;
    col_end : int;
  }

  type made = Unset | Text of string * string * string | Length of int | Positions of pos list

  let included = ref true
  let exiting = ref false
  let files : string list ref = ref []
  let iterations : string list ref = ref []

  let fields : string list ref = ref []

  let unescape text =
    let plain = Buffer.create (String.length text) in
    let rec from at =
      if at < String.length text then
        if text.[at] = '\\' then begin
          Buffer.add_char plain (match text.[at + 1] with 'n' -> '\n' | 't' -> '\t' | 'r' -> '\r' | other -> other);
          from (at + 2)
        end else begin
          Buffer.add_char plain text.[at];
          from (at + 1)
        end in
    from 0;
    Buffer.contents plain

  let text () =
    match !fields with
    | [] -> failwith "request too short"
    | first :: rest -> fields := rest; unescape first

  let number () = int_of_string (text ())

  let many one =
    let rec more left = if left = 0 then [] else let first = one () in first :: more (left - 1) in
    more (number ())

  let place () =
    let file = text () in
    let current_element = text () in
    let current_element_line = number () in
    let current_element_col = number () in
    let current_element_line_end = number () in
    let current_element_col_end = number () in
    let line = number () in
    let col = number () in
    let line_end = number () in
    let col_end = number () in
    { current_element; current_element_line; current_element_col; current_element_line_end; current_element_col_end;
      file; line; col; line_end; col_end }

  let positions () = many place
  let texts () = many text

  let comments () =
    many (fun () ->
      let before = texts () in
      let middle = texts () in
      let after = texts () in
      (before, middle, after))

  let merged () =
    let value hex =
      let byte at = Char.chr (int_of_string ("0x" ^ String.sub hex (2 * at) 2)) in
      Marshal.from_string (String.init (String.length hex / 2) byte) 0 in
    List.map value (texts ())

  let quote text =
    let quoted = Buffer.create (String.length text + 2) in
    Buffer.add_char quoted '"';
    let add letter =
      if letter = '"' || letter = '\\' || letter < ' ' || letter > '~'
      then Buffer.add_string quoted (Printf.sprintf "\\u%04x" (Char.code letter))
      else Buffer.add_char quoted letter in
    String.iter add text;
    Buffer.add_char quoted '"';
    Buffer.contents quoted

  let members list = "{" ^ String.concat "," (List.map (fun (name, value) -> quote name ^ ":" ^ value) list) ^ "}"
  let elements list = "[" ^ String.concat "," list ^ "]"

  let of_place at =
    members [
      "file", quote at.file; "currentElement", quote at.current_element;
      "currentElementLine", string_of_int at.current_element_line;
      "currentElementColumn", string_of_int at.current_element_col;
      "currentElementLineEnd", string_of_int at.current_element_line_end;
      "currentElementColumnEnd", string_of_int at.current_element_col_end;
      "line", string_of_int at.line; "column", string_of_int at.col;
      "lineEnd", string_of_int at.line_end; "columnEnd", string_of_int at.col_end ]

  let of_made = function
    | Unset -> "null"
    | Text (form, text, declarations) ->
      members ["kind", quote "text"; "text", quote text; "form", quote form; "declarations", quote declarations]
    | Length length -> members ["kind", quote "length"; "length", string_of_int length]
    | Positions list -> members ["kind", quote "positions"; "positions", elements (List.map of_place list)]

  let output () = ref Unset

  let outputs list =
    members (List.map (fun (name, made) -> name, of_made made) (List.filter (fun (_, made) -> made <> Unset) list))

  let hex bytes =
    String.concat "" (List.map (fun byte -> Printf.sprintf "%02x" (Char.code byte)) (List.of_seq (String.to_seq bytes)))

  let register files rules identifiers extend =
    let asked =
      members [
        "files", (match files with None -> "null" | Some list -> elements (List.map quote list));
        "virtualRules", elements (List.map quote rules);
        "virtualIdentifiers",
        elements (List.map (fun (name, value) -> elements [quote name; quote value]) identifiers);
        "extendVirtualIdentifiers", string_of_bool extend ] in
    iterations := asked :: !iterations

  let scripts : (int, unit -> string) Hashtbl.t = Hashtbl.create 16
  let queries : (int, unit -> bool * string) Hashtbl.t = Hashtbl.create 16
  let values : (string, unit -> string) Hashtbl.t = Hashtbl.create 16

  let script index run = Hashtbl.replace scripts index run
  let holds index run = Hashtbl.replace queries index (fun () -> let answer = run () in (answer, string_of_bool answer))
  let seed index run = Hashtbl.replace queries index (fun () -> (true, run ()))
  let merge name run = Hashtbl.replace values name run

  (* The innermost line of a script that an exception went through. *)
  let line_of trace source =
    let slots = match Printexc.backtrace_slots trace with None -> [||] | Some slots -> slots in
    let find line slot =
      match line, Printexc.Slot.location slot with
      | 0, Some at when at.Printexc.filename = source -> at.Printexc.line_number
      | _ -> line in
    Array.fold_left find 0 slots

  let failure source error trace =
    members ["message", quote (Printexc.to_string error); "line", string_of_int (line_of trace source)]

  (* What a run gives, or what stands for it after an exception, and the exception. *)
  let guarded source run instead =
    match run () with
    | given -> given, "null"
    | exception error ->
      let trace = Printexc.get_raw_backtrace () in
      instead, failure source error trace

  let run source =
    let index = number () in
    files := texts ();
    included := true;
    exiting := false;
    iterations := [];
    let outputs, error = guarded source (Hashtbl.find scripts index) "{}" in
    members [
      "include", string_of_bool !included; "outputs", outputs; "exit", string_of_bool !exiting;
      "iterations", elements (List.rev !iterations); "error", error ]

  let ask source =
    let index = number () in
    files := texts ();
    let (holds, text), error = guarded source (Hashtbl.find queries index) (false, "") in
    members ["holds", string_of_bool holds; "text", quote text; "error", error]

  let collect () =
    match Hashtbl.find values (text ()) () with
    | bytes -> quote (hex bytes)
    | exception _ -> "null"

  let reply mark answer =
    Format.print_flush ();
    print_string mark;
    print_endline answer

  (* Answers requests until there are no more. The first has no content: it asks for the version. *)
  let serve mark source =
    Printexc.record_backtrace true;
    ignore (input_line stdin);
    reply mark (quote Sys.ocaml_version);
    let rec next () =
      match input_line stdin with
      | exception End_of_file -> ()
      | line ->
        fields := String.split_on_char '\t' line;
        reply mark (match text () with "run" -> run source | "ask" -> ask source | _ -> collect ());
        next () in
    next ()
end

module Ast_c = struct
  (* Values have no tree here: one that stands for it can be handed on, and nothing else. *)
  type tree = Tree of string
  type parameterType = { p_namei : string option }

  let unwrap (value, _) = value
  let str_of_name (name : string) = name
  let name_of_parameter parameter = parameter.p_namei

  let tree () = Tree (Vedalia.text ())
  let trees () = Vedalia.many tree

  let is_word letter =
    (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
    || letter = '_'

  let keywords = ["char"; "double"; "float"; "int"; "long"; "short"; "signed"; "unsigned"; "void"; "_Bool"]

  (* The texts have one space between tokens. A name ends the parameter, or its part in ( * ) or in front of [ ]. *)
  let parameter text =
    let rec until stops seen = function
      | word :: _ when List.mem word stops -> seen
      | word :: rest -> until stops (word :: seen) rest
      | [] -> seen in
    let rec part = function
      | "(" :: "*" :: rest -> until ["("; "["; ")"] ["*"] rest
      | _ :: rest -> part rest
      | [] -> [] in
    let words = List.filter (fun word -> word <> "") (String.split_on_char ' ' text) in
    let backwards = match part words with [] -> until ["["] [] words | inner -> inner in
    match backwards with
    | [_] | [_; ("struct" | "union" | "enum")] | [] -> { p_namei = None }
    | name :: _ when is_word name.[0] && not (List.mem name keywords) -> { p_namei = Some name }
    | _ -> { p_namei = None }

  let parameters () = List.map (fun text -> (parameter text, ())) (Vedalia.texts ())
end

module Coccilib = struct
  module Ast_c = Ast_c

  type pos = Vedalia.pos = {
    current_element : string;
    current_element_line : int;
    current_element_col : int;
    current_element_line_end : int;
    current_element_col_end : int;
    file : string;
    line : int;
    col : int;
    line_end : int;
    col_end : int;
  }

  let include_match state = Vedalia.included := state
  let exit () = Vedalia.exiting := true
  let dir () = Sys.getcwd ()
  let files () = !Vedalia.files

  let make_ident text = Vedalia.Text ("identifier", text, "")
  let make_expr text = Vedalia.Text ("expression", text, "")
  let make_expr_with_env declarations text = Vedalia.Text ("expression", text, declarations)
  let make_stmt text = Vedalia.Text ("statement", text, "")
  let make_stmt_with_env declarations text = Vedalia.Text ("statement", text, declarations)
  let make_type text = Vedalia.Text ("type", text, "")
  let make_pragmainfo text = Vedalia.Text ("pragmainfo", text, "")
  let make_listlen length = Vedalia.Length length

  let make_full_position file current_element current_element_line current_element_col current_element_line_end
      current_element_col_end line col line_end col_end =
    Vedalia.Positions [{ current_element; current_element_line; current_element_col; current_element_line_end;
                         current_element_col_end; file; line; col; line_end; col_end }]

  let make_position file element line col line_end col_end =
    make_full_position file element (-1) (-1) (-1) (-1) line col line_end col_end

  let basename_pos at = { at with file = Filename.basename at.file }

  let link ?(color = "ovl-face1") text at =
    Printf.sprintf "[[view:%s::face=%s::linb=%d::colb=%d::cole=%d][%s]]" at.file color at.line at.col at.col_end text

  let print_todo ?color ?(msg = "") at =
    let msg = if msg = "" then Printf.sprintf "%s::%d" at.file at.line else msg in
    print_endline ("* TODO " ^ link ?color msg at)

  let print_link ?color ?(msg = "") at =
    let msg = if msg = "" then Printf.sprintf "%s::%d" at.file at.line else msg in
    print_endline (link ?color msg at)

  let print_main ?color msg places =
    let at = List.hd places in
    let place = Printf.sprintf "%s::%d" at.file at.line in
    print_todo ?color ~msg:(if msg = "" then place else msg ^ " " ^ place) at

  let print_sec ?(color = "ovl-face2") msg places = print_link ~color ~msg (List.hd places)
  let print_secs ?(color = "ovl-face2") msg places = List.iter (fun at -> print_link ~color ~msg at) places
end
;;
`;
