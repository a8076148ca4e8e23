//! The program from outside: whole stdout, whole stderr, exit code, files.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, cargo_bin};
use snapbox::file;
use tempfile::TempDir;

fn citeplot(arguments: &[&str]) -> Command {
    Command::new(cargo_bin!("citeplot")).args(arguments).env("NO_COLOR", "1")
}

/// A fresh project as `citeplot new` makes it.
fn project() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().join("demo");
    citeplot(&["new", "demo"]).current_dir(folder.path()).assert().success();
    (folder, root)
}

fn in_project(root: &Path, arguments: &[&str]) -> Command {
    citeplot(arguments).current_dir(root)
}

fn edit(root: &Path, file: &str, from: &str, to: &str) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).expect("the file is there");
    assert!(text.contains(from), "`{from}` is not in {file}");
    fs::write(&path, text.replace(from, to)).expect("the file can be written");
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|e| e.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_project_checks_and_builds_at_once() {
    let folder = TempDir::new().expect("a temporary folder");
    citeplot(&["new", "demo"])
        .current_dir(folder.path())
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("5 files in `demo`\nnext: citeplot -C demo build\n");
    let root = folder.path().join("demo");
    in_project(&root, &["check"]).assert().success().stdout_eq("").stderr_eq("no faults in 2 claims and 1 chart\n");
    in_project(&root, &["build"])
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("1 figure, 6 tables: 7 written, 0 unchanged\n");
    assert_eq!(listing(&root.join("charts")), ["trust.svg", "trust.toml"]);
    assert_eq!(
        listing(&root.join("dist")),
        [
            ".citeplot",
            ".citeplot.stamp",
            "claims.csv",
            "claims.json",
            "surveys.csv",
            "surveys.json",
            "works.csv",
            "works.json"
        ]
    );
    in_project(&root, &["build"]).assert().success().stderr_eq("1 figure, 6 tables: 0 written, 7 unchanged\n");
    in_project(&root, &["build", "--check"]).assert().success().stderr_eq("1 figure is up to date\n");
}

#[test]
fn the_figure_and_the_tables_of_a_new_project_are_these() {
    let (_folder, root) = project();
    in_project(&root, &["build", "--quiet"]).assert().success().stdout_eq("").stderr_eq("");
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("it was written");
    snapbox::assert_data_eq!(read("charts/trust.svg"), file!["snapshots/trust.svg"].raw());
    snapbox::assert_data_eq!(read("dist/claims.csv"), file!["snapshots/claims.csv"].raw());
    snapbox::assert_data_eq!(read("dist/surveys.csv"), file!["snapshots/surveys.csv"].raw());
    snapbox::assert_data_eq!(read("dist/works.csv"), file!["snapshots/works.csv"].raw());
    snapbox::assert_data_eq!(read("dist/claims.json"), file!["snapshots/claims-json.txt"].raw());
}

#[test]
fn a_new_project_does_not_go_where_something_is() {
    let (folder, _root) = project();
    citeplot(&["new", "demo"])
        .current_dir(folder.path())
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq("error: `demo` exists and is not an empty folder\nhint: name a folder that does not exist yet\n");
}

#[test]
fn the_shipped_project_is_checked_in_one_run() {
    citeplot(&["check"]).assert().success().stdout_eq("").stderr_eq(file!["snapshots/check.txt"].raw());
    citeplot(&["check", "--deny", "warnings", "-q"]).assert().code(1).stdout_eq("").stderr_eq("");
}

#[test]
fn the_committed_figures_are_up_to_date() {
    citeplot(&["build", "--check"]).assert().success().stdout_eq("").stderr_eq("40 figures are up to date\n");
}

#[test]
fn lists_and_records_go_to_stdout() {
    citeplot(&["list", "claims"]).assert().success().stdout_eq(file!["snapshots/list-claims.txt"].raw()).stderr_eq("");
    citeplot(&["list", "charts"]).assert().success().stdout_eq(file!["snapshots/list-charts.txt"].raw()).stderr_eq("");
    citeplot(&["list", "decks"]).assert().success().stdout_eq(file!["snapshots/list-decks.txt"].raw()).stderr_eq("");
    citeplot(&["list", "surveys"])
        .assert()
        .success()
        .stdout_eq(file!["snapshots/list-surveys.txt"].raw())
        .stderr_eq("");
    citeplot(&["list", "works"]).assert().success().stdout_eq(file!["snapshots/list-works.txt"].raw()).stderr_eq("");
    citeplot(&["list", "columns"])
        .assert()
        .success()
        .stdout_eq(file!["snapshots/list-columns.txt"].raw())
        .stderr_eq("");
    citeplot(&["list", "rules"]).assert().success().stdout_eq(file!["snapshots/list-rules.txt"].raw()).stderr_eq("");
    citeplot(&["list", "surveys", "--json"])
        .assert()
        .success()
        .stdout_eq(file!["snapshots/list-surveys-json.txt"].raw())
        .stderr_eq("");
    citeplot(&["show", "role-model-russia-not-2020"])
        .assert()
        .success()
        .stdout_eq(file!["snapshots/show-claim.txt"].raw())
        .stderr_eq("");
    citeplot(&["show", "opinion-of-russia-and-china"])
        .assert()
        .success()
        .stdout_eq(file!["snapshots/show-chart.txt"].raw())
        .stderr_eq("");
}

#[test]
fn the_help_is_this() {
    citeplot(&["--help"]).env("COLUMNS", "100").assert().success().stdout_eq(file!["snapshots/help.txt"].raw());
    citeplot(&["help", "build"])
        .env("COLUMNS", "100")
        .assert()
        .success()
        .stdout_eq(file!["snapshots/help-build.txt"].raw());
    citeplot(&["help", "deck"])
        .env("COLUMNS", "100")
        .assert()
        .success()
        .stdout_eq(file!["snapshots/help-deck.txt"].raw());
}

#[test]
fn every_fault_comes_with_place_line_and_hint() {
    let (_folder, root) = project();
    edit(&root, "datasets/demo/claims.toml", "value      = 61 ", "valeu      = 61 ");
    edit(&root, "datasets/demo/claims.toml", "survey     = \"poll-2021\"", "survey     = \"pol-2021\"");
    edit(&root, "datasets/demo/claims.toml", "\"nearly 25\"", "25");
    edit(&root, "charts/trust.toml", "question_id", "question");
    in_project(&root, &["check"]).assert().code(1).stdout_eq("").stderr_eq(file!["snapshots/faults.txt"].raw());
    in_project(&root, &["check", "--format", "json"])
        .assert()
        .code(1)
        .stdout_eq(file!["snapshots/faults-json.txt"].raw())
        .stderr_eq("");
}

#[test]
fn faults_leave_earlier_outputs_untouched() {
    let (_folder, root) = project();
    in_project(&root, &["build", "-q"]).assert().success();
    let before = fs::read(root.join("charts/trust.svg")).expect("it was drawn");
    edit(&root, "datasets/demo/claims.toml", "value      = 61 ", "value      = 161 ");
    in_project(&root, &["build"]).assert().code(1);
    in_project(&root, &["export"]).assert().code(1);
    assert_eq!(fs::read(root.join("charts/trust.svg")).expect("still there"), before);
}

#[test]
fn a_stale_a_missing_and_an_orphaned_figure_are_reported() {
    let (_folder, root) = project();
    in_project(&root, &["build", "-q"]).assert().success();
    let figure = root.join("charts/trust.svg");
    fs::copy(&figure, root.join("charts/gone.svg")).expect("copied");
    fs::write(root.join("charts/hand-made.svg"), "<svg/>").expect("written");
    edit(&root, "charts/trust.toml", "Alba is trusted", "Alba is still trusted");
    in_project(&root, &["build", "--check"]).assert().code(1).stderr_eq(file!["snapshots/stale.txt"].raw());
    fs::remove_file(&figure).expect("removed");
    in_project(&root, &["build", "--check", "--only", "trust"]).assert().code(1).stderr_eq(
        "error[stale]: `charts/trust.svg` is missing\n--> charts/trust.svg\n = hint: run `citeplot build`\n\n1 error\n",
    );
}

#[test]
fn hand_made_files_are_never_overwritten() {
    let (_folder, root) = project();
    fs::write(root.join("charts/trust.svg"), "<svg>mine</svg>").expect("written");
    in_project(&root, &["build"]).assert().code(2).stderr_eq(
        "error[not-ours]: `[..]trust.svg` is in the way, and citeplot did not write it\n\
         hint: move it away, or choose another folder with --out\n",
    );
    assert_eq!(fs::read_to_string(root.join("charts/trust.svg")).expect("there"), "<svg>mine</svg>");
    assert!(!root.join("dist").exists(), "nothing is written when one file is in the way");
    fs::remove_file(root.join("charts/trust.svg")).expect("removed");
    fs::create_dir(root.join("dist")).expect("made");
    fs::write(root.join("dist/works.csv"), "a,b\n").expect("written");
    in_project(&root, &["build"]).assert().code(2);
    assert_eq!(listing(&root.join("dist")), ["works.csv"]);
    assert_eq!(listing(&root.join("charts")), ["trust.toml"], "not even in another folder");
    fs::create_dir(root.join("mine")).expect("made");
    fs::write(root.join("mine/claims.csv"), "a,b\n").expect("written");
    in_project(&root, &["export", "--out", "mine"]).assert().code(2);
    assert_eq!(listing(&root.join("mine")), ["claims.csv"]);
    assert_eq!(fs::read_to_string(root.join("mine/claims.csv")).expect("there"), "a,b\n");
}

#[test]
fn a_table_is_written_anew_wherever_it_differs_and_left_where_it_does_not() {
    let (_folder, root) = project();
    let export = |said: &str| {
        in_project(&root, &["export"]).assert().success().stderr_eq(format!("6 tables: {said}\n"));
    };
    export("6 written, 0 unchanged");
    export("0 written, 6 unchanged");
    let path = root.join("dist/claims.json");
    let made = fs::read(&path).expect("there");
    let first = [b"x", &made[1..]].concat();
    let last = [&made[..made.len() - 1], b"x"].concat();
    for other in [first, last, made[..made.len() / 2].to_vec(), [&made[..], b"more"].concat(), Vec::new()] {
        fs::write(&path, &other).expect("written");
        export("1 written, 5 unchanged");
        assert!(fs::read(&path).expect("there") == made);
    }
    let tables = ["claims.csv", "claims.json", "surveys.csv", "surveys.json", "works.csv", "works.json"];
    assert_eq!(listing(&root.join("dist"))[1..], tables, "nothing but the list of what was written is beside them");
}

#[test]
fn out_takes_all_figures_and_tables() {
    let (_folder, root) = project();
    in_project(&root, &["build", "--out", "all"])
        .assert()
        .success()
        .stderr_eq("1 figure, 6 tables: 7 written, 0 unchanged\n");
    assert_eq!(listing(&root.join("all")).len(), 8);
    assert_eq!(listing(&root.join("charts")), ["trust.toml"]);
    in_project(&root, &["export", "--format", "csv", "--out", "all"])
        .assert()
        .success()
        .stderr_eq("3 tables: 0 written, 3 unchanged\n");
}

#[test]
fn a_language_can_be_chosen_for_one_run() {
    let (_folder, root) = project();
    in_project(&root, &["build", "--only", "trust", "--locale", "tr", "--out", "tr"])
        .assert()
        .success()
        .stderr_eq("1 figure, 0 tables: 1 written, 0 unchanged\n");
    let svg = fs::read_to_string(root.join("tr/trust.tr.svg")).expect("it was drawn");
    assert!(svg.contains(">%61</text>"));
    in_project(&root, &["build", "--locale", "xx"]).env("COLUMNS", "100").assert().code(2).stderr_eq(
        "error: invalid value 'xx' for '--locale <LOCALE>'\n  [possible values: en, tr, ru, kk, zh]\n\n\
         For more information, try '--help'.\n",
    );
}

#[test]
fn what_does_not_exist_is_named_with_a_suggestion() {
    let (folder, root) = project();
    in_project(&root, &["show", "trust-alba"])
        .assert()
        .code(2)
        .stderr_eq("error: there is no claim or chart `trust-alba`\nhint: did you mean `trust-alba-2021`?\n");
    in_project(&root, &["build", "--only", "thrust"])
        .assert()
        .code(2)
        .stderr_eq("error: there is no chart `thrust`\nhint: did you mean `trust`?\n");
    citeplot(&["check", "-C", "nowhere"]).current_dir(folder.path()).assert().code(2).stderr_eq(
        "error: there is no folder `nowhere`\nhint: `citeplot new DIR` makes a small project to start from\n",
    );
    citeplot(&["check"]).current_dir(folder.path()).assert().code(2).stderr_eq(
        "error: there is no config.toml here or in any folder above\n\
         hint: use -C DIR, or start anew: `citeplot new DIR` makes a small project to start from\n",
    );
}

#[test]
fn the_project_is_found_from_a_folder_inside_it() {
    let (_folder, root) = project();
    in_project(&root.join("datasets/demo"), &["list", "charts"])
        .assert()
        .success()
        .stdout_eq("trust  bar  demo  Alba is trusted more than Borduria\n");
}

#[test]
fn a_shell_completes_every_word_that_an_option_takes() {
    let (_folder, root) = project();
    edit(&root, "config.toml", "locales", "themes.house.base = \"dark\"\nlocales");
    let script = in_project(&root, &["completions", "bash"]).output().expect("it runs").stdout;
    let script = String::from_utf8(script).expect("text");
    // The words that follow an option in the script.
    let completed = |option: &str, words: &str| {
        let case = format!("{option})\n");
        script
            .match_indices(&case)
            .any(|(at, _)| script[at..].lines().nth(1).is_some_and(|line| line.contains(&format!("\"{words}\""))))
    };
    for (option, words) in [
        ("--size", "slide standard square half column poster"),
        ("--theme", "light dark print house"),
        ("--as", "markdown html html-picture html-inline latex beamer typst quarto reveal marp iframe oembed"),
        ("--format", "svg png pdf"),
        ("--format", "csv json excel.csv semicolons.csv"),
        ("--format", "pptx html pdf json"),
        ("--locale", "en tr ru kk zh"),
        ("--text", "embedded system paths"),
        ("--form", "native picture"),
        ("--aspect", "16:9 4:3"),
    ] {
        assert!(completed(option, words), "{option}: {words}");
    }
}

#[test]
fn a_misspelt_word_of_an_option_is_told_its_like() {
    let (_folder, root) = project();
    let output = in_project(&root, &["build", "--size", "postr"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a similar value exists: 'poster'"));
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = citeplot(&["completions", shell]).output().expect("it runs");
        assert!(output.status.success());
        assert!(String::from_utf8_lossy(&output.stdout).contains("citeplot"), "{shell}");
    }
}

#[test]
fn two_runs_and_another_order_of_files_give_the_same_bytes() {
    let (_folder, root) = project();
    let claims = fs::read_to_string(root.join("datasets/demo/claims.toml")).expect("there");
    let second = claims.rfind("[[claim]]").expect("two claims");
    let outputs = |name: &str| {
        in_project(&root, &["build", "-q", "--out", name]).assert().success();
        let folder = root.join(name);
        listing(&folder).into_iter().map(|f| fs::read(folder.join(f)).expect("readable")).collect::<Vec<_>>()
    };
    let one_file = outputs("a");
    assert_eq!(one_file, outputs("b"));
    // The same claims in two files of a folder, in the same order of names.
    fs::create_dir(root.join("datasets/demo/claims")).expect("made");
    fs::write(root.join("datasets/demo/claims/2.toml"), &claims[second..]).expect("written");
    fs::write(root.join("datasets/demo/claims/1.toml"), &claims[..second]).expect("written");
    fs::remove_file(root.join("datasets/demo/claims.toml")).expect("removed");
    assert_eq!(one_file, outputs("c"));
}

#[test]
fn figures_come_in_every_format_and_look() {
    let (_folder, root) = project();
    let all = ["build", "--format", "svg,png,pdf", "--scale", "1"];
    in_project(&root, &all).assert().success().stderr_eq("3 figures, 6 tables: 9 written, 0 unchanged\n");
    assert_eq!(listing(&root.join("charts")), ["trust.svg", "trust.toml"]);
    assert!(listing(&root.join("dist")).contains(&"trust.pdf".to_owned()));
    in_project(&root, &all).assert().success().stderr_eq("3 figures, 6 tables: 0 written, 9 unchanged\n");
    let look = ["build", "--size", "square", "--theme", "dark", "--text", "paths"];
    in_project(&root, &look).assert().success().stderr_eq("1 figure, 0 tables: 1 written, 0 unchanged\n");
    assert!(listing(&root.join("dist")).contains(&"trust.square.dark.svg".to_owned()));
    in_project(&root, &["build", "--check"]).assert().success().stderr_eq("1 figure is up to date\n");
    in_project(&root, &["build", "--theme", "drak"])
        .assert()
        .code(2)
        .stderr_eq("error: there is no theme `drak`\nhint: did you mean `dark`?\n");
    in_project(&root, &["build", "--size", "tiny"]).assert().code(2);
    in_project(&root, &["build", "--scale", "0"]).assert().code(2);
}

#[test]
fn a_deck_is_made_and_brought_up_to_date_in_place() {
    let (_folder, root) = project();
    in_project(&root, &["deck"]).assert().code(2);
    in_project(&root, &["deck", "--chart", "trust", "--format", "pptx,html,pdf"])
        .assert()
        .success()
        .stderr_eq("3 decks: 3 written, 0 unchanged\n");
    let talk = root.join("talk.pptx");
    fs::copy(root.join("dist/deck.pptx"), &talk).expect("copied");
    let before = fs::read(&talk).expect("readable");
    let look = ["deck", "--refresh", "talk.pptx", "--check"];
    in_project(&root, &look).assert().success().stderr_eq("talk.pptx: slide 2: trust (en): up to date\n");
    edit(&root, "datasets/demo/claims.toml", "nearly 25", "~25");
    edit(&root, "datasets/demo/claims.toml", "nearly a quarter", "about a quarter");
    in_project(&root, &look)
        .assert()
        .code(1)
        .stderr_eq("talk.pptx: slide 2: trust (en): stale\ntalk.pptx: slide 2: note and source of trust: stale\n");
    assert!(fs::read(&talk).expect("readable") == before, "a look changes nothing");
    in_project(&root, &["deck", "--refresh", "talk.pptx", "--keep"])
        .assert()
        .success()
        .stderr_eq("talk.pptx: slide 2: trust (en): renewed\ntalk.pptx: slide 2: note and source of trust: renewed\n");
    assert!(fs::read(root.join("talk.pptx.bak")).expect("kept") == before);
    assert!(fs::read(&talk).expect("readable") != before);
    in_project(&root, &look).assert().success().stderr_eq("talk.pptx: slide 2: trust (en): up to date\n");
    fs::write(&talk, "no presentation").expect("written");
    in_project(&root, &look).assert().code(2).stderr_eq("error: talk.pptx: the file is not a presentation (.pptx)\n");
    assert_eq!(fs::read(&talk).expect("readable"), b"no presentation");
    edit(&root, "datasets/demo/claims.toml", "\"~25\"", "\"about\"");
    in_project(&root, &look).assert().code(1);
}

#[test]
fn a_deck_of_a_chart_that_is_not_there_is_a_fault_with_its_place() {
    let (_folder, root) = project();
    fs::create_dir(root.join("decks")).expect("made");
    fs::write(root.join("decks/talk.toml"), "title = \"T\"\n[[slide]]\nchart = \"truts\"\n").expect("written");
    in_project(&root, &["deck", "talk"]).assert().code(1).stderr_eq(
        "error[unknown-chart]: there is no chart `truts`\n --> decks/talk.toml:3:9\n  |\n3 | chart = \"truts\"\n  \
         |         ^^^^^^^\n  |\n  = hint: did you mean `trust`?\n\n1 error\n",
    );
    assert_eq!(listing(&root.join("dist")), Vec::<String>::new());
}

#[test]
fn embedding_says_which_file_is_missing_or_makes_it() {
    let (_folder, root) = project();
    let said = |arguments: &[&str]| {
        let run = in_project(&root, arguments).output().expect("the program runs");
        assert!(run.status.success());
        (String::from_utf8(run.stdout).expect("text"), String::from_utf8(run.stderr).expect("text"))
    };
    for (form, file) in [("latex", "dist/trust.pdf"), ("html-picture", "dist/trust.column.svg")] {
        let (_, told) = said(&["embed", "trust", "--as", form]);
        assert!(told.contains(&format!("{file} is not there yet")), "{told}");
        said(&["embed", "trust", "--as", form, "--build"]);
        assert!(root.join(file).is_file());
        let (pasted, told) = said(&["embed", "trust", "--as", form]);
        assert!(!told.contains("not there") && pasted.contains(file), "{told}");
    }
    let (pasted, _) = said(&["embed", "trust", "--as", "html-picture"]);
    for size in ["column", "half", "slide"] {
        assert!(
            pasted.contains(&format!("dist/trust.{size}.svg")) && root.join(format!("dist/trust.{size}.svg")).is_file()
        );
    }
}

#[test]
fn pages_of_others_fetch_figures_from_the_address_of_the_project() {
    let (_folder, root) = project();
    for form in ["iframe", "oembed"] {
        let run = in_project(&root, &["embed", "trust", "--as", form]).output().expect("the program runs");
        let said = String::from_utf8(run.stderr).expect("text");
        assert!(said.contains("base_url"), "{said}");
    }
    let config = root.join("config.toml");
    let text = fs::read_to_string(&config).expect("a file");
    fs::write(&config, format!("base_url = \"https://example.org/figures/\"\n{text}")).expect("written");
    for form in ["iframe", "oembed"] {
        let run = in_project(&root, &["embed", "trust", "--as", form]).output().expect("the program runs");
        let pasted = String::from_utf8(run.stdout).expect("text");
        assert!(pasted.contains("https://example.org/figures/trust.svg"), "{pasted}");
    }
    let run = in_project(&root, &["embed", "trust", "--as", "html"]).output().expect("the program runs");
    assert!(String::from_utf8(run.stdout).expect("text").contains("src=\"charts/trust.svg\""));
}

#[test]
fn tables_for_excel_are_marked_and_parted_as_its_language_parts_them() {
    let (_folder, root) = project();
    let run = in_project(&root, &["export", "--excel"]).output().expect("the program runs");
    assert!(String::from_utf8(run.stderr).expect("text").contains("*.excel.csv, with commas between cells"));
    let bytes = fs::read(root.join("dist/claims.excel.csv")).expect("a table");
    let plain = fs::read(root.join("dist/claims.csv")).expect("a table");
    assert_eq!(bytes.strip_prefix(b"\xef\xbb\xbf".as_slice()), Some(plain.as_slice()));
    let config = root.join("config.toml");
    let text = fs::read_to_string(&config).expect("a file");
    fs::write(&config, text.replacen("locales = [\"en\"", "locales = [\"tr\", \"en\"", 1)).expect("written");
    if !fs::read_to_string(&config).expect("a file").contains("\"tr\"") {
        fs::write(&config, format!("locales = [\"tr\"]\n{text}")).expect("written");
    }
    in_project(&root, &["export", "--excel", "--out", "turkish"]).assert().success();
    let table = fs::read_to_string(root.join("turkish/claims.semicolons.csv")).expect("a table");
    assert!(table.starts_with("\u{feff}dataset_id;claim_id;"), "{table}");
}

#[test]
fn what_to_paste_goes_to_stdout() {
    let (_folder, root) = project();
    let run = in_project(&root, &["embed", "trust", "--as", "latex"]).output().expect("the program runs");
    let text = String::from_utf8(run.stdout).expect("text");
    assert!(text.contains("\\includegraphics[width=\\linewidth,alt={") && text.contains("{dist/trust.pdf}"), "{text}");
    assert!(text.contains("\\textcite[3--4]{") && text.contains("\\label{fig:trust}"), "{text}");
    in_project(&root, &["embed", "turst"]).assert().code(2);
    in_project(&root, &["embed", "trust", "--as", "word"]).assert().code(2);
}

#[test]
fn faults_are_shown_where_code_hosts_look_for_them() {
    let (_folder, root) = project();
    // The project is a folder of a repository.
    fs::create_dir(root.parent().expect("a folder").join(".git")).expect("made");
    edit(&root, "datasets/demo/claims.toml", "value      = 61 ", "value      = \"61, or: 100%\" ");
    let output = in_project(&root, &["check", "--format", "github"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).lines().next().expect("a line"),
        "::error file=demo/datasets/demo/claims.toml,line=9,endLine=9,col=14,endColumn=28,title=not-a-value::\
         `61, or: 100%25` is not a value%0Ahint: write 25, \"~55\", \"nearly 25\", \"<4\", \"<=4\", \">80\", \">=80\", \
         \"20-30\", \"majority\", \"minority\" or \"none\""
    );
}

#[test]
fn a_sarif_log_names_its_rules_places_and_suppressions() {
    let log = |root: &Path, arguments: &[&str]| -> serde_json::Value {
        let output = in_project(root, arguments).output().expect("it runs");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let (_folder, root) = project();
    edit(&root, "datasets/demo/claims.toml", "value      = 61 ", "value      = \"many\" ");
    let found = log(&root, &["check", "--format", "sarif"]);
    let run = &found["runs"][0];
    assert_eq!((&found["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    let result = &run["results"][0];
    let rule = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
    assert_eq!(result["ruleId"], "not-a-value");
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "not-a-value");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "datasets/demo/claims.toml");
    assert_eq!(place["region"], serde_json::json!({"startLine": 9, "startColumn": 14, "endLine": 9, "endColumn": 20}));
    // What a record acknowledges is a suppressed result with its reason.
    let (_folder, root) = project();
    let known =
        "acknowledge = [{ code = \"undisclosed\", reason = \"the archive is closed\" }]\nweighted = \"not-reported\"";
    edit(&root, "datasets/demo/dataset.toml", "weighted         = \"by age and region\"", known);
    let found = log(&root, &["check", "--format", "sarif"]);
    let results = found["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 1);
    assert_eq!((&results[0]["ruleId"], &results[0]["level"]), (&"undisclosed".into(), &"note".into()));
    let suppression = serde_json::json!([{ "kind": "inSource", "justification": "the archive is closed" }]);
    assert_eq!(results[0]["suppressions"], suppression);
}

#[test]
fn compare_says_how_far_apart_two_claims_are_and_whether_that_holds() {
    let demo = Path::new("tests/demo");
    let shown = |arguments: &[&str]| {
        let output = in_project(demo, arguments).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("text"))
    };
    // Two subjects, exact against "nearly".
    let (code, text) = shown(&["compare", "trust-alba-2017", "trust-borduria-2017"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("difference  −6 to −4 points\n"), "{text}");
    // Two waves of one subject: three points are within the margins.
    let (code, text) = shown(&["compare", "trust-alba-2017", "trust-alba-2015"]);
    assert_eq!(code, Some(0));
    assert!(
        text.contains("difference  +3 points\n") && text.contains("the margins of error allow the opposite"),
        "{text}"
    );
    // Two subjects in two waves differ in two things.
    let (code, text) = shown(&["compare", "trust-alba-2015", "trust-borduria-2019"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("not comparable") && text.contains("waves differ"), "{text}");
    // Every pair of a chart: three lines of five waves, in a row each.
    let (_, text) = shown(&["compare", "--chart", "trend", "--json"]);
    let pairs: Vec<serde_json::Value> = serde_json::from_str(&text).expect("an array");
    assert!(pairs.len() > 20, "{}", pairs.len());
    let rising = pairs.iter().find(|p| p["a"] == "trust-alba-2015" && p["b"] == "trust-alba-2023").expect("a pair");
    assert_eq!((rising["least"].as_f64(), rising["holds_with_margins"].as_bool()), (Some(-20.0), Some(true)));
    let reworded =
        pairs.iter().find(|p| p["a"] == "trust-borduria-2019" && p["b"] == "trust-borduria-2021").expect("a pair");
    assert_eq!(
        (reworded["comparable"].as_bool(), reworded["reasons"][0]["kind"].as_str()),
        (Some(false), Some("wording"))
    );
}

#[test]
fn compare_names_what_it_does_not_know() {
    let demo = Path::new("tests/demo");
    let failed = |arguments: &[&str]| {
        let output = in_project(demo, arguments).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stderr).expect("text"))
    };
    let (code, text) = failed(&["compare", "trust-alba-2015", "trust-alba-2016"]);
    assert!(
        code == Some(2) && text.contains("there is no claim `trust-alba-2016`") && text.contains("did you mean"),
        "{text}"
    );
    let (code, text) = failed(&["compare", "--chart", "trent"]);
    assert!(code == Some(2) && text.contains("did you mean `trend`?"), "{text}");
    assert_eq!(failed(&["compare", "trust-alba-2015"]).0, Some(2));
}
