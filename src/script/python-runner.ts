/**
 * Runs scripts in Python, as a program that stands behind `PYTHON_LIBRARY`. Requests and replies are lines of JSON in
 * the shapes of `ScriptCall`, `ScriptQuery`, `ScriptReply` and `ScriptAnswer`; a string asks for the value of a name.
 */
export const PYTHON_RUNNER: string = String.raw`
import base64
import importlib
import io
import json
import marshal
import re


class Capture(io.TextIOWrapper):
    """Standard output of scripts."""

    def __init__(self):
        super().__init__(io.BytesIO(), encoding="utf-8", errors="surrogatepass", newline="\n")

    def take(self):
        self.flush()
        printed = self.buffer.getvalue().decode("utf-8", "replace")
        self.buffer.seek(0)
        self.buffer.truncate()
        return printed


PLACE = ("file", "currentElement", "currentElementLine", "currentElementColumn", "currentElementLineEnd",
         "currentElementColumnEnd", "line", "column", "lineEnd", "columnEnd")


def incoming(value):
    """A value of a metavariable as a script sees it."""
    kind = value["kind"]
    if kind == "text":
        return value["text"]
    if kind == "positions":
        return tuple(Location(*[str(place[name]) for name in PLACE]) for place in value["positions"])
    if kind == "comments":
        return tuple(Comment(**comments) for comments in value["comments"])
    if kind == "merged":
        return [marshal.loads(base64.b64decode(packed)) for packed in value["values"]]
    return TermList(value.get("text", " , ".join(value["texts"])), tuple(value["texts"]))


def place_of(location):
    names = ("file", "current_element", "current_element_line", "current_element_column", "current_element_line_end",
             "current_element_column_end", "line", "column", "line_end", "column_end")
    values = [getattr(location, name) for name in names]
    return dict(zip(PLACE, values[:2] + [int(value) for value in values[2:]]))


def outgoing(value):
    """A value for later rules."""
    if isinstance(value, str):
        form, declarations = getattr(value, "form", "identifier"), getattr(value, "declarations", "")
        return {"kind": "text", "text": str(value), "form": form, "declarations": declarations}
    if isinstance(value, Length):
        return {"kind": "length", "length": int(value)}
    if isinstance(value, Location):
        return {"kind": "positions", "positions": [place_of(value)]}
    elements = value.elements if isinstance(value, TermList) else value
    if isinstance(elements, (list, tuple)) and all(isinstance(element, str) for element in elements):
        return {"kind": "list", "texts": [str(element) for element in elements]}
    if isinstance(elements, (list, tuple)) and all(isinstance(element, Location) for element in elements):
        return {"kind": "positions", "positions": [place_of(location) for location in elements]}
    return None


def failure(error, first, count):
    """An exception, with the innermost line that lies in the script's own code."""
    line = 0
    if isinstance(error, SyntaxError):
        line = error.lineno or 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == Control.cocci_file and first <= trace.tb_lineno < first + count:
            line = trace.tb_lineno
        trace = trace.tb_next
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    message = type(error).__name__ + (": " + text if text else "")
    return {"message": message, "line": line - first + 1 if first <= line < first + count else 0}


LITERAL = r"""(\"{3}[\s\S]*?\"{3}|'{3}[\s\S]*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*)"""
COMMENT_LINE = re.compile(LITERAL + r"|^[ \t]*//[^\n]*", re.MULTILINE)
COMMENT = re.compile(LITERAL + r"|//[^\n]*")


def readings(code):
    """SmPL's comments may stand in a script, where // may be a division, too: the code as it is comes first."""
    yield code
    if "//" in code:
        for comment in COMMENT_LINE, COMMENT:
            yield comment.sub(lambda found: found.group(1) or "", code)


class Script:
    """The code of a rule, compiled when it first runs so that its lines are those of the semantic patch."""

    def __init__(self, about):
        self.path = about["path"]
        self.code = about["code"]
        self.line = max(1, about["line"])
        self.count = self.code.count("\n") + 1
        self.outputs = about["outputs"]
        self.virtuals = about["virtuals"]
        self._compiled = None

    def compiled(self):
        error = None
        for code in readings(self.code) if self._compiled is None else ():
            try:
                self._compiled = compile("\n" * (self.line - 1) + code, self.path, "exec", 0, True)
                break
            except SyntaxError as found:
                error = found
        if self._compiled is None:
            raise error
        return self._compiled


class Host:
    def __init__(self, scripts, output):
        self.scripts = [Script(about) for about in scripts]
        self.printed = sys.stdout = Capture()
        self.main = sys.modules["__main__"] = types.ModuleType("__main__")
        self.bound = []
        sys.argv = ["vspatch"]
        Control.cocci_file = self.scripts[0].path if self.scripts else ""
        coccinelle.Cocci = self.cocci_class(output)
        self.main.__dict__.update(coccinelle=coccinelle, coccilib=coccilib, Iteration=Iteration,
                                  cocci=coccinelle.Cocci())

    def cocci_class(self, output):
        """Made from a class for output that may be the user's."""
        where, _, name = output.rpartition(".")
        base = getattr(importlib.import_module(where), name)
        return Cocci if base is Console else type("Cocci", (Control, base), {})

    def bind(self, names):
        """Names stand in the module coccinelle until the next script, and remain in the common name space."""
        for name in self.bound:
            coccinelle.__dict__.pop(name, None)
        coccinelle.__dict__.update(names)
        self.bound = list(names)
        public = {name: value for name, value in coccinelle.__dict__.items() if not name.startswith("_")}
        self.main.__dict__.update(public)

    def start(self, request):
        global run
        files = request.get("files")
        if files is None:
            files = [request["file"]] if request["file"] else []
        run = Run(files, request.get("bound", ()))

    def call(self, request):
        script = self.scripts[request["script"]]
        self.start(request)
        names = {name: name for name in script.virtuals}
        names.update({name: Unset("not assigned; assign to coccinelle." + name) for name in script.outputs})
        names.update({name: incoming(value) for name, value in request["inputs"].items()})
        self.bind(names)
        outputs, error = {}, None
        try:
            exec(script.compiled(), self.main.__dict__)
            outputs = self.outputs(script)
        except SystemExit as asked:
            run.exit = True
            error = None if asked.code in (None, 0) else failure(asked, script.line, script.count)
        except BaseException as raised:
            error = failure(raised, script.line, script.count)
        return {"include": run.include, "outputs": outputs, "printed": self.printed.take(), "exit": run.exit,
                "iterations": run.iterations, "error": error}

    def outputs(self, script):
        made = {}
        for name in script.outputs:
            value = getattr(coccinelle, name, None)
            if value is None or isinstance(value, Unset):
                continue
            made[name] = outgoing(value)
            if made[name] is None:
                raise TypeError("coccinelle.%s is to be a string or made by cocci.make_*, not %s"
                                % (name, type(value).__name__))
        return made

    def evaluate(self, request):
        self.start(request)
        self.bind({name: incoming(value) for name, value in request["inputs"].items()})
        holds, text, error = False, "", None
        try:
            value = eval(compile("(" + request["code"] + "\n)", "<expression>", "eval", 0, True), self.main.__dict__)
            holds, text = bool(value), str(value)
        except BaseException as raised:
            error = failure(raised, 1, 0)
        return {"holds": holds, "text": text, "printed": self.printed.take(), "error": error}

    def collect(self, name):
        try:
            return base64.b64encode(marshal.dumps(getattr(coccinelle, name))).decode("ascii")
        except (AttributeError, ValueError):
            return None

    def answer(self, line):
        """The replies to several requests; both are lines of JSON."""
        return json.dumps([self.answer_one(request) for request in json.loads(line)])

    def answer_one(self, request):
        if isinstance(request, str):
            return self.collect(request)
        return self.evaluate(request) if "code" in request else self.call(request)


def version():
    return "Python " + ".".join(str(number) for number in sys.version_info[:3])
`;
