/**
 * The module `coccilib.xml_firehose`, as a program that stands behind `PYTHON_LIBRARY`: results in the XML format of
 * Firehose, made by the package of that name, which the user installs.
 */
export const PYTHON_FIREHOSE: string = String.raw`
firehose = None


def import_firehose():
    """Loads the package firehose, which need not be there for other scripts."""
    global firehose
    try:
        import firehose.model
    except ImportError:
        print("Error: Firehose is not installed or not in the Python path.")


class Analysis:
    """Collects results and prints them as one document. What is not given comes from variables of the environment."""

    SETTINGS = ("sut_type", "sut_name", "sut_version", "sut_buildarch", "generator_version", "root_path")

    def __init__(self, use_env_variables=True, sut_type=None, sut_name=None, sut_version=None, sut_buildarch=None,
                 generator_version="", root_path="", blank_if_no_results=False):
        given = (sut_type, sut_name, sut_version, sut_buildarch, generator_version, root_path)
        for name, value in zip(self.SETTINGS, given):
            setattr(self, name, os.environ.get("COCCI_" + name.upper(), "") if use_env_variables else value)
        if use_env_variables:
            blank_if_no_results = os.environ.get("COCCI_BLANK_IF_NO_RESULTS") or False
        self.blank_if_no_results = blank_if_no_results
        self.results = []

    def add_result(self, location, message, cwe=None, testid=None, notes=None, severity=None, customfields=None):
        model = firehose.model
        self.results.append(model.Issue(
            cwe, testid, self._place(location[0]), model.Message(message),
            None if notes is None else model.Notes(notes), None, severity=severity,
            customfields=None if customfields is None else model.CustomFields(customfields)))

    def _place(self, p):
        model = firehose.model
        path = p.file[len(self.root_path):] if p.file.startswith(self.root_path) else p.file
        start, end = (int(p.line), int(p.column)), (int(p.line_end), int(p.column_end))
        return model.Location(
            model.File(path[1:] if path.startswith("/") else path, ""), model.Function(p.current_element),
            range_=model.Range(model.Point(*start), model.Point(*end)))

    def _subject(self):
        """What was analysed."""
        model, version, release = firehose.model, self.sut_version, ""
        if self.sut_type == "source-rpm":
            return model.SourceRpm(self.sut_name, version, release, self.sut_buildarch)
        if self.sut_type in ("debian-binary", "debian-source"):
            before, dash, behind = version.rpartition("-")
            version, release = (before, behind) if dash else (version, "")
        if self.sut_type == "debian-binary":
            return model.DebianBinary(self.sut_name, version, release, self.sut_buildarch)
        if self.sut_type == "debian-source":
            return model.DebianSource(self.sut_name, version, release)
        sys.stderr.write("Warning: sut_type incorrect, should be debian-source, debian-binary or source-rpm\n")
        return None

    def print_analysis(self):
        if not self.results and self.blank_if_no_results:
            print()
            return
        model = firehose.model
        generator = model.Generator(name="coccinelle", version=self.generator_version)
        analysis = model.Analysis(model.Metadata(generator, self._subject(), None, None), [])
        analysis.results = self.results
        print(str(analysis.to_xml_bytes()))


module("coccilib.xml_firehose", import_firehose, Analysis)
`;
