/* A character device that counts its own module in open(), and checks nothing. */
#include <linux/fs.h>
#include <linux/module.h>

static int echo_open(struct inode *inode, struct file *file)
{
	try_module_get(THIS_MODULE);
	file->private_data = NULL;
	return 0;
}

static int echo_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	module_put(THIS_MODULE);
	return 0;
}

static const struct file_operations echo_fops = {
	.read		= echo_read,
	.open		= echo_open,
	.release	= echo_release,
};

MODULE_LICENSE("GPL");
