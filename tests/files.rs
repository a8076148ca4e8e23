//! What the file system can do to a project: pipes, devices, links, limits, runs that were killed.

#![cfg(unix)]

#[path = "support/example.rs"]
mod example;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use example::project;
use snapbox::cmd::cargo_bin;
use tempfile::TempDir;

/// How long a command may take before it counts as one that waits for ever.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs a command, and stops it when it takes too long.
fn run(mut command: Command) -> (i32, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let start = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().expect("stopped");
            panic!("{command:?} did not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let Output { status, stderr, .. } = child.wait_with_output().expect("it ended");
    let stderr = String::from_utf8_lossy(&stderr).into_owned();
    assert!(!stderr.contains("panicked"), "{stderr}");
    (status.code().unwrap_or(-1), stderr)
}

fn citeplot(root: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(cargo_bin!("citeplot"));
    command.arg("-C").arg(root).args(arguments).env("NO_COLOR", "1");
    run(command)
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

fn temporary(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").map(|e| e.expect("readable").file_name());
    names.map(|n| n.to_string_lossy().into_owned()).filter(|n| n.starts_with(".citeplot-")).collect()
}

#[test]
fn a_pipe_in_place_of_a_file_that_is_read_is_a_fault() {
    for name in [
        "config.toml",
        "datasets/demo/dataset.toml",
        "datasets/demo/claims.toml",
        "datasets/demo/references.bib",
        "charts/trust.toml",
    ] {
        let (_folder, root) = project();
        fs::remove_file(root.join(name)).expect("removed");
        pipe(&root.join(name));
        let (code, stderr) = citeplot(&root, &["check"]);
        assert_eq!(code, 1, "{name}: {stderr}");
        assert!(stderr.contains("error[not-a-file]") && stderr.contains("a pipe, a socket or a device"), "{stderr}");
    }
}

#[test]
fn a_pipe_or_device_as_a_font_or_logo_is_a_fault() {
    for (key, device) in [("logo", false), ("font", false), ("logo", true), ("font", true)] {
        let (_folder, root) = project();
        let file = root.join("picture");
        if device {
            symlink("/dev/zero", &file).expect("linked");
        } else {
            pipe(&file);
        }
        let config = format!("{}\n[themes.house]\n{key} = \"picture\"\n", citeplot::example::FILES[0].1);
        assert_eq!(citeplot::example::FILES[0].0, "config.toml");
        fs::write(root.join("config.toml"), config).expect("written");
        let (code, stderr) = citeplot(&root, &["check"]);
        assert_eq!(code, 1, "{stderr}");
        assert!(stderr.contains("error[file-unreadable]"), "{stderr}");
    }
}

#[test]
fn a_device_without_end_is_not_read() {
    let (_folder, root) = project();
    fs::remove_file(root.join("datasets/demo/claims.toml")).expect("removed");
    symlink("/dev/zero", root.join("datasets/demo/claims.toml")).expect("linked");
    assert_eq!(citeplot(&root, &["check"]).0, 1);
}

#[test]
fn a_pipe_in_place_of_an_output_is_in_the_way() {
    for name in ["dist/claims.csv", "dist/.citeplot", "charts/trust.svg"] {
        let (_folder, root) = project();
        fs::create_dir_all(root.join("dist")).expect("made");
        pipe(&root.join(name));
        let (code, stderr) = citeplot(&root, &["build"]);
        assert_eq!(code, 2, "{name}: {stderr}");
        let (code, _) = citeplot(&root, &["build", "--check"]);
        assert_eq!(code, 1, "{name}");
    }
}

#[test]
fn more_outputs_than_open_files_are_written() {
    let (_folder, root) = project();
    for i in 0..90 {
        fs::copy(root.join("charts/trust.toml"), root.join(format!("charts/trust-{i}.toml"))).expect("copied");
    }
    let mut command = Command::new("sh");
    let program = cargo_bin!("citeplot");
    command.args(["-c", "ulimit -n 48; exec \"$0\" -C \"$1\" build -q"]).arg(program).arg(&root);
    let (code, stderr) = run(command);
    assert_eq!(code, 0, "{stderr}");
    assert!(root.join("charts/trust-89.svg").exists());
}

#[test]
fn what_a_killed_run_left_behind_is_taken_away_and_nothing_else() {
    let (_folder, root) = project();
    fs::create_dir_all(root.join("dist")).expect("made");
    for folder in ["charts", "dist"] {
        for name in [".citeplot-Ab3xYz", ".citeplot-notes", ".citeplot-of-mine"] {
            fs::write(root.join(folder).join(name), "half a file").expect("written");
        }
    }
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 0);
    for folder in ["charts", "dist"] {
        let mut left = temporary(&root.join(folder));
        left.sort();
        assert_eq!(left, [".citeplot-notes".to_owned(), ".citeplot-of-mine".to_owned()], "{folder}");
    }
}

#[test]
fn runs_at_the_same_time_take_nothing_from_each_other() {
    let (_folder, root) = project();
    let start = |i: u32| {
        let mut command = Command::new(cargo_bin!("citeplot"));
        command.arg("-C").arg(&root).args(["build", "-q", "--scale", &format!("{}.5", i % 4), "--format", "svg,png"]);
        command.stderr(Stdio::piped()).spawn().expect("started")
    };
    let runs: Vec<_> = (1..12).map(start).collect();
    for child in runs {
        let output = child.wait_with_output().expect("it ended");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(temporary(&root.join("dist")), Vec::<String>::new());
}

#[test]
fn an_output_folder_that_leads_out_of_the_project_is_refused() {
    let (folder, root) = project();
    let outside = folder.path().join("outside");
    fs::create_dir(&outside).expect("made");
    symlink(&outside, root.join("dist")).expect("linked");
    for arguments in [["build", "-q"], ["export", "-q"]] {
        let (code, stderr) = citeplot(&root, &arguments);
        assert_eq!(code, 2, "{stderr}");
        assert!(stderr.contains("`dist` leads out of the project"), "{stderr}");
    }
    assert_eq!(fs::read_dir(&outside).expect("there").count(), 0);
    // A link to another folder of the project stays inside.
    fs::remove_file(root.join("dist")).expect("removed");
    fs::create_dir(root.join("made")).expect("made");
    symlink("made", root.join("dist")).expect("linked");
    assert_eq!(citeplot(&root, &["build", "-q"]).0, 0);
    assert!(root.join("made/claims.csv").exists());
}

#[test]
fn a_pipe_or_device_as_template_or_presentation_is_refused() {
    let (_folder, root) = project();
    pipe(&root.join("pipe"));
    symlink("/dev/zero", root.join("zero")).expect("linked");
    for file in ["pipe", "zero"] {
        let file = root.join(file);
        let file = file.to_str().expect("a name");
        for arguments in [["deck", "--chart", "trust", "--template", file].as_slice(), &["deck", "--refresh", file]] {
            let (code, stderr) = citeplot(&root, arguments);
            assert_eq!(code, 2, "{stderr}");
            assert!(stderr.contains("a pipe, a socket or a device"), "{stderr}");
        }
    }
}

/// Runs a command that can write no byte into any file.
fn without_room(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
    command.current_dir(folder).args(["-c", script]).arg(cargo_bin!("citeplot")).args(arguments);
    run(command)
}

#[test]
fn a_new_project_is_there_as_a_whole_or_not_at_all() {
    let folder = TempDir::new().expect("a temporary folder");
    let (code, stderr) = without_room(folder.path(), &["new", "fresh"]);
    assert!(code == 2 && stderr.contains("cannot write `fresh/config.toml`"), "{stderr}");
    assert!(!folder.path().join("fresh").exists());
    // A run that was killed left its folder, which is no reason to refuse.
    fs::create_dir_all(folder.path().join("fresh/.citeplot-a1B2c3/datasets")).expect("made");
    let mut command = Command::new(cargo_bin!("citeplot"));
    command.current_dir(folder.path()).args(["new", "fresh"]);
    assert_eq!(run(command).0, 0);
    assert_eq!(temporary(&folder.path().join("fresh")), Vec::<String>::new());
    assert_eq!(citeplot(&folder.path().join("fresh"), &["check"]).0, 0);
}

/// A project whose figures are not those of the presentation beside it.
fn stale_presentation() -> (TempDir, PathBuf) {
    let (folder, root) = project();
    assert_eq!(citeplot(&root, &["deck", "--chart", "trust", "-q"]).0, 0);
    fs::rename(root.join("dist/deck.pptx"), root.join("mine.pptx")).expect("moved");
    let recipe = citeplot::example::RECIPE.replace("more than", "still more than");
    fs::write(root.join("charts/trust.toml"), recipe).expect("written");
    (folder, root)
}

#[test]
fn a_presentation_and_its_copy_are_whole_when_there_is_no_room() {
    let (_folder, root) = stale_presentation();
    let before = fs::read(root.join("mine.pptx")).expect("there");
    let (code, stderr) = without_room(&root, &["deck", "--refresh", "mine.pptx", "--keep"]);
    assert!(code == 2 && stderr.contains("cannot write"), "{stderr}");
    assert_eq!(fs::read(root.join("mine.pptx")).expect("there"), before);
    assert!(!root.join("mine.pptx.bak").exists());
    assert_eq!(temporary(&root), Vec::<String>::new());
}

#[test]
fn a_refresh_takes_away_what_a_killed_one_left_behind() {
    let (_folder, root) = stale_presentation();
    fs::write(root.join(".citeplot-a1B2c3"), "half a deck").expect("written");
    let file = root.join("mine.pptx").display().to_string();
    assert_eq!(citeplot(&root, &["deck", "--refresh", &file, "--keep"]).0, 0);
    assert_eq!(temporary(&root), Vec::<String>::new());
    assert!(root.join("mine.pptx.bak").exists());
}
