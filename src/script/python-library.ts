/**
 * What scripts in Python see, as a program: the modules `coccinelle` and `coccilib`. Names, attributes and printed
 * formats are those of Coccinelle's manual and documentation of its Python interface; places are strings there.
 */
export const PYTHON_LIBRARY: string = String.raw`
import copy
import os
import sys
import types


class Location:
    """A place in a file; all of it strings."""

    def __init__(self, file, current_element, current_element_line, current_element_column,
                 current_element_line_end, current_element_column_end, line, column, line_end, column_end):
        self.file = file
        self.current_element = current_element
        self.current_element_line = current_element_line
        self.current_element_column = current_element_column
        self.current_element_line_end = current_element_line_end
        self.current_element_column_end = current_element_column_end
        self.line = line
        self.column = column
        self.line_end = line_end
        self.column_end = column_end

    def __repr__(self):
        return "<Location %s:%s:%s-%s:%s>" % (self.file, self.line, self.column, self.line_end, self.column_end)


class Comment:
    def __init__(self, before, middle, after):
        self.before = before
        self.middle = middle
        self.after = after


class ElemBase:
    pass


class TermList(ElemBase):
    """The elements of a list metavariable. Counts as true also when it is empty, as in Coccinelle."""

    def __init__(self, expr, elements):
        self.expr = expr
        self.elements = elements

    def __getitem__(self, index):
        return self.elements[index]

    def __len__(self):
        return len(self.elements)

    def __bool__(self):
        return True

    def __str__(self):
        return self.expr

    def __repr__(self):
        return "TermList(%r)" % (self.elements,)


class Located(str):
    """A text with the place that cocci.combine gives it."""


class Code(str):
    """A piece of C for later rules, and how it is to be read."""

    def __new__(cls, text, form, declarations=""):
        made = super().__new__(cls, text)
        made.form = form
        made.declarations = declarations
        return made


class Length(int):
    """The length of a list."""


class Unset(str):
    """An output that has not been assigned."""


class Run:
    """What is known to the script that runs, and what it asked for."""

    def __init__(self, files=(), bound=()):
        self.files = list(files)
        self.bound = {tuple(pair) for pair in bound}
        self.include = True
        self.exit = False
        self.iterations = []


run = Run()


def build_report(p, msg):
    return "%s:%s:%s-%s: %s" % (p.file, p.line, p.column, p.column_end, msg)


def print_report(p, msg="ERROR"):
    print(build_report(p, msg))


def build_link(p, msg, color):
    place = "%s::face=%s::linb=%s::colb=%s::cole=%s" % (p.file, color, p.line, p.column, p.column_end)
    return "[[view:%s][%s]]" % (place, msg)


def print_link(p, msg="", color="ovl-face1"):
    print(build_link(p, msg or "%s::%s" % (p.file, p.line), color))


def print_todo(p, msg="", color="ovl-face1"):
    print("* TODO " + build_link(p, msg or "%s::%s" % (p.file, p.line), color))


def safe(msg):
    """Brackets would end an Org link."""
    return msg.replace("[", "@(").replace("]", ")")


def print_safe_link(p, msg="", color="ovl-face1"):
    print_link(p, safe(msg), color)


def print_safe_todo(p, msg="", color="ovl-face1"):
    print_todo(p, safe(msg), color)


def print_main(msg, p, color="ovl-face1"):
    place = "%s::%s" % (p[0].file, p[0].line)
    print_todo(p[0], "%s %s" % (msg, place) if msg else place, color)


def print_sec(msg, p, color="ovl-face2"):
    print_link(p[0], msg, color)


def print_secs(msg, ps, color="ovl-face2"):
    for p in ps:
        print_link(p, msg, color)


class Output:
    """What a class for output is made from; what scripts reach as cocci is one, too."""

    def include_match(self, state):
        pass

    def register_match(self, include, messages):
        pass

    def print_main(self, *args):
        print_main(*args)

    def print_sec(self, *args):
        print_sec(*args)

    def print_secs(self, *args):
        print_secs(*args)

    def combine(self, meta_variable, locations):
        combined = Located(meta_variable) if isinstance(meta_variable, str) else copy.deepcopy(meta_variable)
        combined.locations = copy.deepcopy(list(locations))
        combined.location = combined.locations[0]
        return combined

    def finalise(self):
        pass


class Console(Output):
    def register_match(self, include, messages):
        self.include_match(include)
        for variable, message in messages if include else ():
            p = variable.location
            print("%s:%s:%s: %s - %s" % (p.file, p.line, p.column, message, variable))


class Control:
    """What scripts reach as cocci, beside what the class for output has."""

    cocci_file = ""

    def include_match(self, state):
        run.include = bool(state)

    def exit(self):
        run.exit = True

    def files(self):
        return list(run.files)

    def has_env_binding(self, rule, name):
        return (rule, name) in run.bound

    def add_pending_instance(self, files, virtual_rules, virtual_identifiers, extend_virtual_ids):
        run.iterations.append({
            "files": None if files is None else [str(file) for file in files],
            "virtualRules": [str(rule) for rule in virtual_rules],
            "virtualIdentifiers": [[str(name), str(value)] for name, value in virtual_identifiers],
            "extendVirtualIdentifiers": bool(extend_virtual_ids),
        })

    def make_ident(self, text):
        return Code(text, "identifier")

    def make_expr(self, text):
        return Code(text, "expression")

    def make_stmt(self, text):
        return Code(text, "statement")

    def make_stmt_with_env(self, declarations, text):
        return Code(text, "statement", declarations)

    def make_type(self, text):
        return Code(text, "type")

    def make_pragmainfo(self, text):
        return Code(text, "pragmainfo")

    def make_listlen(self, length):
        return Length(length)

    def make_position(self, file, element, line, column, line_end, column_end):
        place = [str(number) for number in (line, column, line_end, column_end)]
        return (Location(file, element, "-1", "-1", "-1", "-1", *place),)


class Cocci(Control, Console):
    pass


class Iteration:
    """Another run that a script asks for."""

    def __init__(self):
        self._files = None
        self._virtual_rules = []
        self._virtual_identifiers = {}
        self._extend = False

    def set_files(self, files):
        if not isinstance(files, list) or not all(isinstance(file, str) for file in files):
            raise TypeError("Iteration.set_files takes a list of strings")
        self._files = files

    def add_virtual_rule(self, rule):
        if not isinstance(rule, str):
            raise TypeError("Iteration.add_virtual_rule takes a string")
        if rule not in self._virtual_rules:
            self._virtual_rules.append(rule)

    def add_virtual_identifier(self, ident, value):
        if not isinstance(ident, str) or not isinstance(value, str):
            raise TypeError("Iteration.add_virtual_identifier takes two strings")
        if ident in self._virtual_identifiers:
            raise ValueError("virtual identifier %s has a value already" % ident)
        self._virtual_identifiers[ident] = value

    def set_extend_virtual_ids(self, value):
        self._extend = bool(value)

    def register(self):
        identifiers = list(self._virtual_identifiers.items())
        Cocci().add_pending_instance(self._files, self._virtual_rules, identifiers, self._extend)


def module(name, *members):
    made = types.ModuleType(name)
    for member in members:
        member.__module__ = name
        setattr(made, member.__name__, member)
    parent, _, own = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], own, made)
    sys.modules[name] = made
    return made


coccinelle = module("coccinelle", Cocci)
coccilib = module("coccilib")
coccilib.__path__ = []
module("coccilib.elems", ElemBase, Location, Comment, TermList)
module("coccilib.iteration", Iteration)
module("coccilib.output", Output, Console)
module("coccilib.report", build_report, print_report)
module("coccilib.org", build_link, print_link, print_todo, print_safe_link, print_safe_todo,
       print_main, print_sec, print_secs)
`;
